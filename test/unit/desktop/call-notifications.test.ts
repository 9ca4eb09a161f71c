import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallHappening } from '../../../src-main/companion/happening.ts';
import { refused, type Result } from '../../../src-main/control/result.ts';
import { CallNotifications, noticeOfCall } from '../../../src-main/desktop/call-notifications.ts';
import type { Notice, NoticeOutcome } from '../../../src-main/desktop/notifier.ts';
import { argumentsFor } from '../../../src-main/desktop/notify-send.ts';
import { accountView, callView } from '../../support/app-state.ts';

interface OnScreen {
  readonly notice: Notice;
  withdrawn: boolean;
  end(outcome: Partial<NoticeOutcome>): Promise<void>;
}

let screen: OnScreen[];
let asked: string[];
let answer: Result;
let log: string[];
let notifications: CallNotifications;

const happening = (kind: CallHappening['kind'], id = 'call-1'): CallHappening => ({
  kind,
  account: accountView(),
  call: callView({ id }),
  outcome: null,
  receivedAt: 0,
});

beforeEach(() => {
  vi.useFakeTimers();
  [screen, asked, log] = [[], [], []];
  answer = { ok: true, value: null };
  notifications = new CallNotifications({
    notifier: {
      show(notice) {
        let resolve: (outcome: NoticeOutcome) => void = () => {};
        const outcome = new Promise<NoticeOutcome>((settle) => {
          resolve = settle;
        });
        const shown: OnScreen = {
          notice,
          withdrawn: false,
          async end(became) {
            resolve({ status: 'shown', reason: '', action: null, buttons: true, ...became });
            await vi.advanceTimersByTimeAsync(0);
          },
        };
        screen.push(shown);
        return {
          outcome,
          withdraw() {
            shown.withdrawn = true;
          },
        };
      },
    },
    hangUp: (accountId, callId) => {
      asked.push(`hang up ${accountId} ${callId}`);
      return Promise.resolve(answer);
    },
    openCall: (callId) => asked.push(`open ${callId}`),
    onButtons: (shown) => log.push(`buttons: ${shown}`),
    tell: (words) => asked.push(`tell ${words}`),
    log: { info: (message) => log.push(message), warning: (message) => log.push(message) },
  });
});
afterEach(() => vi.useRealTimers());

const ring = async (id?: string): Promise<void> => {
  notifications.take(happening('ringing', id));
  await vi.advanceTimersByTimeAsync(200);
};

describe('the notification of a ringing call', () => {
  it('comes after the pop, and says who calls and how', async () => {
    notifications.take(happening('ringing'));
    expect(screen).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(screen[0]?.notice).toMatchObject({
      title: 'Grace Hopper',
      body: '+12125550142 · via Support',
      urgent: true,
      actions: [
        { name: 'hang-up', label: 'Decline' },
        { name: 'open', label: 'Open' },
      ],
    });
  });

  it.each(['answered', 'ended'] as const)('goes when the call is %s, and no other with it', async (kind) => {
    await ring('call-1');
    await ring('call-2');
    notifications.take(happening(kind, 'call-1'));
    expect(screen.map(({ withdrawn }) => withdrawn)).toEqual([true, false]);
  });

  it('stays when another PBX has ended a call of the same id', async () => {
    await ring('call-1');
    notifications.take({ ...happening('ended', 'call-1'), account: accountView({ id: 'account-2' }) });
    expect(screen[0]?.withdrawn).toBe(false);
  });

  it('never comes for a call that was over at once', async () => {
    notifications.take(happening('ringing'));
    notifications.take(happening('ended'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(screen).toEqual([]);
  });

  it('does what its buttons say', async () => {
    await ring('call-1');
    await screen[0]?.end({ action: 'hang-up' });
    await ring('call-2');
    await screen[1]?.end({ action: 'open' });
    await ring('call-3');
    await screen[2]?.end({ action: 'default' });
    await ring('call-4');
    await screen[3]?.end({ action: null });
    expect(asked).toEqual(['hang up account-1 call-1', 'open call-2', 'open call-3']);
  });

  it('tells the user why a command was refused', async () => {
    answer = refused('permission-denied', 'The PBX does not let you hang up.');
    await ring();
    await screen[0]?.end({ action: 'hang-up' });
    expect(asked.at(-1)).toBe('tell The PBX does not let you hang up.');
  });

  it('has its failure and the reason logged', async () => {
    await ring();
    await screen[0]?.end({ status: 'failed', reason: 'no notification daemon', buttons: false });
    expect(log.join()).toContain('could not be shown: no notification daemon');
    expect(log).toContain('buttons: false');
  });

  it('is withdrawn when Sidetone ends', async () => {
    await ring();
    notifications.stop();
    expect(screen[0]?.withdrawn).toBe(true);
  });

  it('offers to decline only where the PBX lets the user hang up', () => {
    const { controls } = accountView();
    const account = accountView({
      controls: { ...controls, hangUp: { possible: false, why: 'The right is missing.' } },
    });
    expect(noticeOfCall({ ...happening('ringing'), account }).actions.map(({ name }) => name)).toEqual(['open']);
  });
});

describe('notify-send', () => {
  it('takes nothing that a caller chose for a switch or for markup', () => {
    const call = callView({ name: '--action=x=<b>Eve</b>', number: '<a href="x">&</a>', via: '' });
    const words = argumentsFor(noticeOfCall({ ...happening('ringing'), call }));
    const [title, body] = words.slice(words.indexOf('--') + 1);
    expect(title).toBe('--action=x=<b>Eve</b>');
    expect(body).toBe('&lt;a href="x"&gt;&amp;&lt;/a&gt;');
    expect(words.slice(0, words.indexOf('--')).filter((word) => word.startsWith('--action='))).toEqual([
      '--action=hang-up=Decline',
      '--action=open=Open',
    ]);
  });

  it('does not undo the escapes of C in what a caller chose', () => {
    const call = callView({ name: 'Eve', number: '\\074b\\076\\377', via: '' });
    expect(argumentsFor(noticeOfCall({ ...happening('ringing'), call })).at(-1)).toBe('\\\\074b\\\\076\\\\377');
  });
});
