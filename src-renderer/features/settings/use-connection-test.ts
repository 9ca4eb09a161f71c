import { useEffect, useRef, useState } from 'react';
import type { AccountDraft, TestStep } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';

export interface ConnectionTest {
  /** `null` before the first test and after a change to what was tested. */
  readonly steps: readonly TestStep[] | null;
  readonly running: boolean;
  /** Why no test could be made at all. */
  readonly problem: string | null;
  readonly start: (draft: AccountDraft) => Promise<void>;
  /** What stands there is of another draft: forget it, and whatever of it is still to come. */
  readonly forget: () => void;
}

const withStep = (steps: readonly TestStep[], step: TestStep): readonly TestStep[] =>
  steps.some((known) => known.step === step.step)
    ? steps.map((known) => (known.step === step.step ? step : known))
    : [...steps, step];

/** One connection test at a time; its steps arrive while it runs. */
export function useConnectionTest(): ConnectionTest {
  const [steps, setSteps] = useState<readonly TestStep[] | null>(null);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** The number of the test whose steps are wanted; 0 when none is. */
  const wanted = useRef(0);
  const latest = useRef(0);

  useEffect(
    () =>
      window.sidetone.onTestStep((step) => {
        if (wanted.current > 0) setSteps((known) => withStep(known ?? [], step));
      }),
    [],
  );

  const start = async (draft: AccountDraft): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    wanted.current = mine;
    setSteps([]);
    setProblem(null);
    setRunning(true);
    const answer = await window.sidetone.testAccount(draft).catch(() => null);
    if (latest.current === mine) setRunning(false);
    if (wanted.current !== mine) return;
    wanted.current = 0;
    if (answer?.ok === true) setSteps(answer.value);
    else setProblem(answer?.message ?? words.failed.unexpected);
  };
  const forget = (): void => {
    wanted.current = 0;
    setSteps(null);
    setProblem(null);
  };
  return { steps, running, problem, start, forget };
}
