import { Circle, CircleCheck, CircleMinus, CircleX, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { TestStep } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';
import { Message } from '../../ui/message.tsx';
import type { Tone } from '../../ui/state-mark.tsx';
import type { ConnectionTest } from './use-connection-test.ts';
import './connection-test.css';

type StepName = TestStep['step'];
type StepResult = TestStep['result'] | 'waiting';

const order: readonly StepName[] = ['reach', 'banner', 'login', 'rights', 'extension', 'devices'];

const looks: Readonly<Record<StepResult, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  waiting: { icon: Circle, tone: 'idle' },
  running: { icon: LoaderCircle, tone: 'held' },
  passed: { icon: CircleCheck, tone: 'up' },
  warned: { icon: TriangleAlert, tone: 'ringing' },
  failed: { icon: CircleX, tone: 'missed' },
  skipped: { icon: CircleMinus, tone: 'idle' },
};

/** The test's steps in their order, each with its result in words. */
export function ConnectionTestSteps({ test }: { readonly test: ConnectionTest }) {
  const section = useRef<HTMLElement>(null);
  const stage = test.steps === null ? 'none' : test.running ? 'running' : 'over';
  // The button stands below the form's end; what it started may stand out of sight.
  useEffect(() => {
    if (stage !== 'none') section.current?.scrollIntoView?.({ block: 'nearest' });
  }, [stage]);

  if (test.problem !== null) {
    return (
      <Message tone="problem" live>
        {test.problem}
      </Message>
    );
  }
  if (test.steps === null) return null;
  const steps = new Map(test.steps.map((step) => [step.step, step]));
  return (
    <section ref={section} className="test" aria-label={words.test.heading}>
      <h3>{words.test.heading}</h3>
      <ol>
        {order.map((name) => (
          <Step key={name} name={name} step={steps.get(name)} />
        ))}
      </ol>
      {test.running ? null : <Verdict steps={test.steps} />}
    </section>
  );
}

function Step({ name, step }: { readonly name: StepName; readonly step: TestStep | undefined }) {
  const result = step?.result ?? 'waiting';
  const { icon: Icon, tone } = looks[result];
  return (
    <li className="test-step" data-tone={tone} data-result={result}>
      <Icon aria-hidden />
      <span className="test-name">{words.test.step[name]}</span>
      <span className="test-result">{words.test.result[result]}</span>
      {step === undefined || step.words === '' ? null : (
        <span className="test-words quiet selectable" dir="auto">
          {step.words}
        </span>
      )}
    </li>
  );
}

function Verdict({ steps }: { readonly steps: readonly TestStep[] }) {
  const has = (result: TestStep['result']): boolean => steps.some((step) => step.result === result);
  if (has('failed')) {
    return (
      <Message tone="problem" live>
        {words.test.failed}
      </Message>
    );
  }
  return (
    <Message tone={has('warned') ? 'warning' : 'info'} live>
      {has('warned') ? words.test.warned : words.test.passed}
    </Message>
  );
}
