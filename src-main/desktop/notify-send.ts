import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { asMarkup, type Notice, type NoticeOutcome, type Notifier, type ShownNotice } from './notifier.ts';

/**
 * Notifications with buttons on Linux. Electron's own have none there (electron/electron#24333), libnotify's `notify-send` has: it
 * waits, and prints the name of the button that was pressed.
 */

/** Whether this desktop's notify-send (libnotify 0.7.10 or later) can show buttons. */
export function notifySendHasActions(): boolean {
  const help = spawnSync('notify-send', ['--help'], { encoding: 'utf8', timeout: 2000 });
  return help.status === 0 && help.stdout.includes('--action');
}

export const notifySend: Notifier = {
  show(notice) {
    const child = spawn('notify-send', argumentsFor(notice), { stdio: ['ignore', 'pipe', 'pipe'] });
    return watch(child, notice);
  },
};

/**
 * An argument array and never a shell; `--` before what a caller may have chosen. Of the body, and of it alone, notify-send undoes the
 * escapes of C (`g_strcompress`): an octal one could bring markup back, or bytes that are no text, which end it before it shows anything.
 */
export function argumentsFor(notice: Notice): readonly string[] {
  return [
    '--app-name=Sidetone',
    `--urgency=${notice.urgent ? 'critical' : 'normal'}`,
    ...(notice.urgent ? ['--category=call.incoming'] : []),
    '--hint=string:desktop-entry:org.sidetone.Sidetone',
    ...notice.actions.map(({ name, label }) => `--action=${name}=${label}`),
    '--',
    notice.title,
    asMarkup(notice.body).replaceAll('\\', '\\\\'),
  ];
}

function watch(child: ChildProcess, notice: Notice): ShownNotice {
  let printed = '';
  let complaint = '';
  let withdrawn = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-200);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-500);
  });
  const outcome = new Promise<NoticeOutcome>((resolve) => {
    const failed = (reason: string): void => resolve({ status: 'failed', reason, action: null, buttons: false });
    child.once('error', (error) => failed(error.message));
    child.once('close', (status) => {
      const reason = complaint.trim();
      // It says so and shows the rest: "Actions are not supported by this notifications server."
      const buttons = !reason.includes('Actions are not supported');
      const pressed = notice.actions.find(({ name }) => name === printed.trim());
      if (pressed && !withdrawn) resolve({ status: 'shown', reason: '', action: pressed.name, buttons });
      else if (status === 0 || withdrawn) resolve({ status: 'shown', reason, action: null, buttons });
      else failed(reason || `notify-send ended with ${status}`);
    });
  });
  return {
    outcome,
    withdraw() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      withdrawn = true;
      // notify-send takes the notification back when it is interrupted, and only then.
      child.kill('SIGINT');
    },
  };
}
