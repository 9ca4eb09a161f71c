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

/** One request at a time from one card, and what came of it. */
export function useAction(): Action {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const run = useCallback(async (ask: () => Promise<Result<unknown>>): Promise<boolean> => {
    setPending(true);
    setProblem(null);
    const answer = await ask().catch(() => null);
    setPending(false);
    if (answer?.ok === true) return true;
    setProblem(answer?.message ?? words.failed.unexpected);
    return false;
  }, []);
  return { problem, pending, run, setProblem };
}
