import type { CallHappening, Happening } from '../companion/happening.ts';
import type { Result } from '../control/result.ts';
import type { Log } from '../diagnostics/log.ts';
import type { Notice, NoticeOutcome, Notifier, ShownNotice } from './notifier.ts';
import { printable } from './terminal.ts';

/**
 * How long a call must ring before its notification is made, in milliseconds. The pop is painted by then: starting the notification's
 * program would make it wait.
 */
const SETTLE = 150;

export interface NotificationParts {
  readonly notifier: Notifier;
  readonly hangUp: (accountId: string, callId: string) => Promise<Result>;
  readonly openCall: (callId: string) => void;
  /** Where a button's command was refused by the PBX, the user is told why. */
  readonly tell: (words: string) => void;
  /** Learned from each call's notification: whether this desktop shows buttons. */
  readonly onButtons: (shown: boolean) => void;
  readonly log: Pick<Log, 'info' | 'warning'>;
}

/** A native notification for each call that rings; it goes when the ringing ends. */
export class CallNotifications {
  readonly #parts: NotificationParts;
  /** Takes back what a call has on the screen, or calls off what it is about to have; by `keyOf`. */
  readonly #withdrawals = new Map<string, () => void>();

  constructor(parts: NotificationParts) {
    this.#parts = parts;
  }

  take(happening: Happening): void {
    if (happening.kind === 'ringing') this.#ring(happening);
    else if (happening.kind === 'answered' || happening.kind === 'ended') this.#withdraw(keyOf(happening));
  }

  /** A word to the user outside the windows, without buttons. */
  tell(title: string, body: string): void {
    void this.#follow(this.#parts.notifier.show({ title, body, urgent: false, actions: [] }), title);
  }

  /** Takes back whatever is on the screen. */
  stop(): void {
    for (const key of this.#withdrawals.keys()) this.#withdraw(key);
  }

  #ring(happening: CallHappening): void {
    const key = keyOf(happening);
    this.#withdraw(key);
    const timer = setTimeout(() => void this.#show(happening), SETTLE);
    this.#withdrawals.set(key, () => clearTimeout(timer));
  }

  async #show(happening: CallHappening): Promise<void> {
    const { notifier, hangUp, openCall, tell, onButtons } = this.#parts;
    const { account, call } = happening;
    const key = keyOf(happening);
    const shown = notifier.show(noticeOfCall(happening));
    const withdraw = (): void => shown.withdraw();
    this.#withdrawals.set(key, withdraw);
    const { action, buttons } = await this.#follow(shown, 'an incoming call');
    onButtons(buttons);
    if (this.#withdrawals.get(key) === withdraw) this.#withdrawals.delete(key);
    if (action === 'hang-up') {
      const result = await hangUp(account.id, call.id);
      if (!result.ok) tell(result.message);
    } else if (action === 'open' || action === 'default') {
      openCall(call.id);
    }
  }

  /** What became of it, once it is gone. */
  async #follow(shown: ShownNotice, what: string): Promise<NoticeOutcome> {
    const outcome = await shown.outcome;
    const why = outcome.reason === '' ? '' : `: ${outcome.reason}`;
    if (outcome.status === 'failed') this.#parts.log.warning(`the notification of ${what} could not be shown${why}`);
    else this.#parts.log.info(`the notification of ${what} was shown${why}`);
    return outcome;
  }

  #withdraw(key: string): void {
    this.#withdrawals.get(key)?.();
    this.#withdrawals.delete(key);
  }
}

/** Two PBXs may give two calls the same id. */
function keyOf({ account, call }: CallHappening): string {
  return `${account.id} ${call.id}`;
}

/** Only what this PBX lets the user do is offered. */
export function noticeOfCall({ account, call }: CallHappening): Notice {
  const who = call.name ?? call.number ?? 'Unknown caller';
  const lines = [call.name === null ? null : call.number, call.via === '' ? null : call.via];
  return {
    title: printable(who),
    body: lines
      .filter((text) => text !== null)
      .map(printable)
      .join(' · '),
    urgent: true,
    actions: [
      ...(account.controls.hangUp.possible ? [{ name: 'hang-up', label: 'Decline' }] : []),
      { name: 'open', label: 'Open' },
    ],
  };
}
