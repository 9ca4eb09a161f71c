import { useCallback, useState } from 'react';
import type { Result } from '../src-main/bridge/contract.ts';
import { words } from './i18n/words.ts';

export interface Action {
  /** What went wrong the last time, for the card that asked; `null` when nothing did. */
  readonly problem: string | null;
  readonly pending: boolean;
  /** True when main did it. */
  readonly run: (ask: () => Promise<Result<unknown>>) => Promise<boolean>;
  /** Shows a reason that is known without asking main, or clears it. */
  readonly setProblem: (problem: string | null) => void;
}

interface Course {
  readonly subject: string;
  readonly problem: string | null;
  readonly pending: boolean;
}

/**
 * One request at a time from one card, and what came of it. Where a card goes on to show something else, `subject` says what:
 * what came of a request stays with the subject that it was about.
 */
export function useAction(subject = ''): Action {
  const [last, setLast] = useState<Course>({ subject, problem: null, pending: false });
  const setProblem = useCallback(
    (problem: string | null): void => setLast({ subject, problem, pending: false }),
    [subject],
  );
  const run = useCallback(
    async (ask: () => Promise<Result<unknown>>): Promise<boolean> => {
      setLast({ subject, problem: null, pending: true });
      const answer = await ask().catch(() => null);
      const problem = answer?.ok === true ? null : (answer?.message ?? words.failed.unexpected);
      setLast((now) => (now.subject === subject ? { subject, problem, pending: false } : now));
      return problem === null;
    },
    [subject],
  );
  const { problem, pending } = last.subject === subject ? last : { problem: null, pending: false };
  return { problem, pending, run, setProblem };
}
