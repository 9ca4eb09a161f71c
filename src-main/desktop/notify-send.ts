import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Notice, Notifier, ShownNotice } from './notifier.ts';

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
 * An argument array and never a shell; `--` before what a caller may have chosen. The server may read the body as markup, so it is
 * escaped; the summary is plain text by the Desktop Notifications Specification.
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
    notice.body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
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
  const outcome = new Promise<Awaited<ShownNotice['outcome']>>((resolve) => {
    child.once('error', (error) => resolve({ status: 'failed', reason: error.message, action: null }));
    child.once('close', (status) => {
      const pressed = notice.actions.find(({ name }) => name === printed.trim());
      if (pressed && !withdrawn) resolve({ status: 'shown', reason: '', action: pressed.name });
      else if (status === 0 || withdrawn) resolve({ status: 'shown', reason: complaint.trim(), action: null });
      else resolve({ status: 'failed', reason: complaint.trim() || `notify-send ended with ${status}`, action: null });
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
