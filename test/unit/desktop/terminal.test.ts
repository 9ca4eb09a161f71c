import { beforeEach, describe, expect, it } from 'vitest';
import type { CallHappening, Happening } from '../../../src-main/companion/happening.ts';
import type { CallView } from '../../../src-main/companion/view.ts';
import { Narrator } from '../../../src-main/desktop/narrator.ts';
import { printable } from '../../../src-main/desktop/terminal.ts';
import { accountView, callView } from '../../support/app-state.ts';

let now: number;
let lines: string[];
let narrator: Narrator;

beforeEach(() => {
  now = 5000;
  lines = [];
  narrator = new Narrator(
    (line) => lines.push(line),
    () => now,
  );
});

function happening(kind: CallHappening['kind'], call: Partial<CallView> = {}): CallHappening {
  const outcome = kind === 'ended' ? 'missed' : null;
  return { kind, account: accountView(), call: callView(call), outcome, receivedAt: 5000 };
}

describe('the terminal', () => {
  it('is told of a ringing call once the pop is painted, with the time since the event’s bytes', () => {
    narrator.take(happening('ringing'));
    expect(lines).toEqual([]);
    now = 5031.2;
    expect(narrator.painted(['call-1'])).toBe(true);
    expect(lines).toEqual(['ringing  Grace Hopper <+12125550142>  via Support  pop painted in 31 ms']);
  });

  it('is told of it once, however often the card is painted', () => {
    narrator.take(happening('ringing'));
    narrator.painted(['call-1']);
    expect(narrator.painted(['call-1', 'unknown'])).toBe(false);
    expect(lines).toHaveLength(1);
  });

  it('is told in order of a call that was over before its pop was painted', () => {
    narrator.take(happening('ringing'));
    narrator.take(happening('ended'));
    expect(narrator.painted(['call-1'])).toBe(false);
    expect(lines).toEqual([
      'ringing  Grace Hopper <+12125550142>  via Support  over before the pop was painted',
      'ended  Grace Hopper <+12125550142>  missed',
    ]);
  });

  it('is told who, with what is known of them', () => {
    narrator.take(happening('answered', { name: null, via: '' }));
    narrator.take(happening('answered', { name: null, number: null, via: '' }));
    narrator.take(happening('dialing', { number: null, via: '' }));
    expect(lines).toEqual(['answered  +12125550142', 'answered  unknown caller', 'dialing  Grace Hopper']);
  });

  it('is told of a connection once, until it changes', () => {
    const connected: Happening = { kind: 'connection', account: accountView(), receivedAt: 0 };
    const { connection } = connected.account;
    const account = accountView({ connection: { ...connection, phase: 'waiting', words: 'The PBX does not answer.' } });
    narrator.take(connected);
    narrator.take(connected);
    narrator.take({ ...connected, account });
    expect(lines).toEqual(['connected  Office (Asterisk 22.10.1)', 'waiting  Office (The PBX does not answer.)']);
  });

  it('obeys nothing that a caller chose as a name', () => {
    const name = 'Eve\u001b[2J\u0007\r\nringing  forged\u009b31m\u202e\u2028end';
    narrator.take(happening('answered', { name, number: '\u001b]0;title\u0007', via: 'via \u001b[5mQueue' }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
    expect(lines[0]).toContain('Eve');
  });

  it('keeps every script, and bounds the length', () => {
    expect(printable('Zoë 山田 花子 Софья 🙂')).toBe('Zoë 山田 花子 Софья 🙂');
    expect(printable('x'.repeat(5000)).length).toBeLessThan(210);
  });
});
