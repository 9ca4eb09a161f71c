import { Notification } from 'electron';
import { asMarkup, type NoticeOutcome, type Notifier } from './notifier.ts';

/** Electron's own notifications: with buttons on macOS and Windows, without on Linux. A click on one counts as `default`. */
export const electronNotifier: Notifier = {
  show({ title, body, urgent, actions }) {
    const linux = process.platform === 'linux';
    const notification = new Notification({
      title,
      // There Electron hands it to libnotify as it is; elsewhere it is plain text.
      body: linux ? asMarkup(body) : body,
      urgency: urgent ? 'critical' : 'normal',
      timeoutType: urgent ? 'never' : 'default',
      actions: actions.map(({ label }) => ({ type: 'button', text: label })),
      // The pop and the phone make themselves heard already.
      silent: true,
    });
    const buttons = !linux;
    const outcome = new Promise<NoticeOutcome>((resolve) => {
      notification.on('action', (_event, index) => {
        resolve({ status: 'shown', reason: '', action: actions[index]?.name ?? null, buttons });
      });
      notification.on('click', () => resolve({ status: 'shown', reason: '', action: 'default', buttons }));
      notification.on('close', () => resolve({ status: 'shown', reason: '', action: null, buttons }));
      notification.on('failed', (_event, reason) => resolve({ status: 'failed', reason, action: null, buttons }));
      if (Notification.isSupported()) notification.show();
      else resolve({ status: 'failed', reason: 'this desktop has no notifications', action: null, buttons });
    });
    return { outcome, withdraw: () => notification.close() };
  },
};
