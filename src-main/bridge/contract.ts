import { z } from 'zod';
import type { AppState, TestStep } from '../companion/view.ts';
import type { Result } from '../control/result.ts';

export type {
  AccountView,
  AppState,
  CallView,
  ConnectionView,
  ControlsView,
  HistoryView,
  KeychainView,
  NoticeView,
  PersonView,
  PresenceState,
  TestStep,
} from '../companion/view.ts';
export type { Result } from '../control/result.ts';

const id = z.string().min(1).max(200);
/** What a person types into the dial field; `companion/` decides what of it can be dialled. */
const dialText = z.string().min(1).max(200);

export const accountDraft = z.strictObject({
  /** Absent for a new account. */
  id: id.optional(),
  label: z.string().max(100),
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  username: z.string().min(1).max(100),
  /** Empty keeps the secret that is stored already. It goes in and never comes out. */
  secret: z.string().max(512),
  extension: z.string().min(1).max(40),
  devices: z.array(z.string().min(3).max(100)).max(20),
  context: z.string().min(1).max(80),
  /** Keep the secret in memory alone, where the keychain cannot be used or is not wanted. */
  sessionOnly: z.boolean(),
});
export type AccountDraft = z.infer<typeof accountDraft>;

/** Requests from a window to main: the channel's name, and the strict shape of its one argument. */
export const requests = {
  'state/get': z.null(),
  'account/test': accountDraft,
  'account/save': accountDraft,
  'account/remove': z.strictObject({ accountId: id }),
  'account/reconnect': z.strictObject({ accountId: id }),
  'call/dial': z.strictObject({ accountId: id, number: dialText, name: z.string().max(200).nullable() }),
  'call/hangUp': z.strictObject({ accountId: id, callId: id }),
  'call/transfer': z.strictObject({ accountId: id, callId: id, to: dialText }),
  'call/dismissPop': z.strictObject({ accountId: id, callId: id }),
  'notice/dismiss': z.strictObject({ noticeId: id }),
  'keychain/retry': z.null(),
  'pop/resize': z.strictObject({ height: z.number().int().min(0).max(4000) }),
  'pop/painted': z.strictObject({ callIds: z.array(id).max(100) }),
  'window/openMain': z.strictObject({ callId: id.nullable() }),
  'app/quit': z.null(),
} as const;
export type Requests = typeof requests;
export type RequestName = keyof Requests;
export type RequestArgument<Name extends RequestName> = z.infer<Requests[Name]>;

/** What each request answers inside its `Result`; a request that is not named here answers `null`. */
export interface Answers {
  'state/get': AppState;
  /** The test's steps so far; the test is over when the answer comes. */
  'account/test': readonly TestStep[];
  'account/save': { readonly accountId: string };
}
export type Answer<Name extends RequestName> = Name extends keyof Answers ? Answers[Name] : null;

/** Messages from main to the windows. */
export interface Messages {
  'state/changed': AppState;
  'account/testStep': TestStep;
  /** Main asks the main window to show a call (a notification was clicked) or a page. */
  'window/show': { readonly page: 'calls' | 'settings' | 'account'; readonly callId: string | null };
}
export type MessageName = keyof Messages;

/** What preload exposes as `window.sidetone`: one named function for each request and each message. */
export interface SidetoneApi {
  getState(): Promise<Result<AppState>>;
  testAccount(draft: AccountDraft): Promise<Result<readonly TestStep[]>>;
  saveAccount(draft: AccountDraft): Promise<Result<{ readonly accountId: string }>>;
  removeAccount(accountId: string): Promise<Result>;
  reconnectAccount(accountId: string): Promise<Result>;
  dial(accountId: string, number: string, name: string | null): Promise<Result>;
  hangUp(accountId: string, callId: string): Promise<Result>;
  transfer(accountId: string, callId: string, to: string): Promise<Result>;
  dismissPop(accountId: string, callId: string): Promise<Result>;
  dismissNotice(noticeId: string): Promise<Result>;
  retryKeychain(): Promise<Result>;
  resizePop(height: number): Promise<Result>;
  reportPopPainted(callIds: readonly string[]): Promise<Result>;
  openMainWindow(callId: string | null): Promise<Result>;
  quit(): Promise<Result>;
  /** Each returns the function that ends the subscription. */
  onStateChanged(listener: (state: AppState) => void): () => void;
  onTestStep(listener: (step: TestStep) => void): () => void;
  onShow(listener: (target: Messages['window/show']) => void): () => void;
}
