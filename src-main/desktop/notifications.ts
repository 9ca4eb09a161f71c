import type { CallHappening, Happening } from '../companion/happening.ts';
import type { Result } from '../control/result.ts';
import type { Log } from '../diagnostics/log.ts';
import { electronNotifier } from './electron-notifier.ts';
import type { Notice, Notifier, ShownNotice } from './notifier.ts';
import { notifySend, notifySendHasActions } from './notify-send.ts';
import { printable } from './terminal.ts';

export interface NotificationParts {
  readonly hangUp: (accountId: string, callId: string) => Promise<Result>;
  readonly openCall: (callId: string) => void;
  /** Where a button's command was refused by the PBX, the user is told why. */
  readonly tell: (words: string) => void;
  readonly log: Pick<Log, 'info' | 'warning'>;
}

/** A native notification for each call that rings; it goes when the ringing ends. */
export class CallNotifications {
  /** Whether this desktop's notifications can have buttons. */
  readonly hasActions: boolean;
  readonly #notifier: Notifier;
  readonly #parts: NotificationParts;
  /** By call id. */
  readonly #shown = new Map<string, ShownNotice>();

  constructor(parts: NotificationParts) {
    this.#parts = parts;
    const throughNotifySend = process.platform === 'linux' && notifySendHasActions();
    this.hasActions = throughNotifySend || process.platform !== 'linux';
    this.#notifier = throughNotifySend ? notifySend : electronNotifier;
  }

  take(happening: Happening): void {
    if (happening.kind === 'ringing') this.#ring(happening);
    else if (happening.kind === 'answered' || happening.kind === 'ended') this.#withdraw(happening.call.id);
  }

  /** A word to the user outside the windows, without buttons. */
  tell(title: string, body: string): void {
    void this.#follow(this.#notifier.show({ title, body, urgent: false, actions: [] }), title);
  }

  /** Takes back whatever is on the screen. */
  stop(): void {
    for (const id of this.#shown.keys()) this.#withdraw(id);
  }

  #ring(happening: CallHappening): void {
    const { account, call } = happening;
    this.#withdraw(call.id);
    const shown = this.#notifier.show(noticeOfCall(happening));
    this.#shown.set(call.id, shown);
    void this.#follow(shown, 'an incoming call').then(async (action) => {
      if (this.#shown.get(call.id) === shown) this.#shown.delete(call.id);
      if (action === 'hang-up') {
        const result = await this.#parts.hangUp(account.id, call.id);
        if (!result.ok) this.#parts.tell(result.message);
      } else if (action === 'open' || action === 'default') {
        this.#parts.openCall(call.id);
      }
    });
  }

  /** The button that was pressed, once the notification is gone. */
  async #follow(shown: ShownNotice, what: string): Promise<string | null> {
    const { status, reason, action } = await shown.outcome;
    const why = reason === '' ? '' : `: ${reason}`;
    if (status === 'failed') this.#parts.log.warning(`the notification of ${what} could not be shown${why}`);
    else this.#parts.log.info(`the notification of ${what} was shown${why}`);
    return action;
  }

  #withdraw(callId: string): void {
    this.#shown.get(callId)?.withdraw();
    this.#shown.delete(callId);
  }
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
