import type { Result } from '../control/result.ts';
import type { Happening } from './happening.ts';
import type { AppState, DesktopView, TestStep } from './view.ts';

/** What the account form sends; `bridge/contract.ts` has the strict shape of it. */
export interface AccountDraft {
  /** Absent for a new account. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** Empty keeps the secret that is stored already. */
  readonly secret: string;
  readonly extension: string;
  readonly devices: readonly string[];
  readonly context: string;
  /** Keep the secret in memory alone. */
  readonly sessionOnly: boolean;
}

/** A demo PBX that runs, and how to log in to it. */
export interface DemoHandle {
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  readonly extension: string;
  stop(): Promise<void>;
}

/** `now`: a call started or stopped popping and a window must show it at once; `frame`: at most once a frame is enough. */
export type Urgency = 'now' | 'frame';

/**
 * The application without its windows: every account, and the one immutable state that all windows show.
 * Made by the composition root: `new Application({ settings, vault, journal, startDemo, log, now })`.
 */
export interface Application {
  readonly state: AppState;
  /** Returns the function that ends the subscription. */
  onChange(listener: (state: AppState, urgency: Urgency) => void): () => void;
  onHappening(listener: (happening: Happening) => void): () => void;
  start(): Promise<void>;
  /** Ends every connection and the demo PBX; the journal is complete when it resolves. */
  stop(): Promise<void>;
  /** The computer woke up, or the network came back: connections try again at once. */
  resumed(): void;
  /** What this desktop can do, as `desktop/` found out; shown in Settings. */
  setDesktop(desktop: DesktopView): void;
  /** Tells the user something once. */
  notify(tone: 'info' | 'problem', words: string): void;
  /** Every step is reported as it happens, first as `running`; the answer has the last of each. */
  testAccount(draft: AccountDraft, onStep: (step: TestStep) => void): Promise<Result<readonly TestStep[]>>;
  saveAccount(draft: AccountDraft): Promise<Result<{ readonly accountId: string }>>;
  removeAccount(accountId: string): Promise<Result>;
  reconnectAccount(accountId: string): Promise<Result>;
  dial(accountId: string, number: string, name: string | null): Promise<Result>;
  hangUp(accountId: string, callId: string): Promise<Result>;
  transfer(accountId: string, callId: string, to: string): Promise<Result>;
  dismissPop(accountId: string, callId: string): Result;
  dismissNotice(noticeId: string): Result;
  retryKeychain(): Promise<Result>;
}
