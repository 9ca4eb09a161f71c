import { electronNotifier } from './electron-notifier.ts';
import type { Notifier } from './notifier.ts';
import { notifySend, notifySendHasActions } from './notify-send.ts';

/** What this desktop's notifications are made with, and whether they can have buttons. */
export function chooseNotifier(): { readonly notifier: Notifier; readonly hasActions: boolean } {
  if (process.platform !== 'linux') return { notifier: electronNotifier, hasActions: true };
  if (notifySendHasActions()) return { notifier: notifySend, hasActions: true };
  return { notifier: electronNotifier, hasActions: false };
}
