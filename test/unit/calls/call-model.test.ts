import { describe, expect, it } from 'vitest';
import type { AmiEvent } from '../../../src-main/ami/event.ts';
import { event, listAfter } from './pbx.ts';
import { recordedEvents, Watcher } from './recorded.ts';

const alice = { extensions: ['1001'], devices: [] };

function upTo(events: readonly AmiEvent[], name: string, ending: Readonly<Record<string, string>> = {}): number {
  const at = events.findIndex(
    (each) => each.name === name && Object.entries(ending).every(([key, value]) => each.get(key) === value),
  );
  expect(at).toBeGreaterThan(-1);
  return at + 1;
}

describe('an originate of Sidetone’s own', () => {
  const newchannel = event('Newchannel', {
    Channel: 'PJSIP/1001-00000001',
    ChannelState: '0',
    CallerIDNum: '1001',
    Uniqueid: 'sidetone-7',
    Linkedid: 'sidetone-7',
    Exten: 's',
    Context: 'internal',
  });
  const rings = event('Newstate', {
    Channel: 'PJSIP/1001-00000001',
    ChannelState: '5',
    CallerIDNum: '1001',
    Uniqueid: 'sidetone-7',
    Linkedid: 'sidetone-7',
  });

  it('shows whom it will dial from the first ring, and pops nothing', () => {
    const watcher = new Watcher(alice);
    watcher.model.expectOriginate({ channelId: 'sidetone-7', number: '+442071838750', name: 'Grace' });
    watcher.apply([newchannel, rings]);
    expect(watcher.model.calls).toMatchObject([
      {
        direction: 'out',
        state: 'dialing',
        popped: false,
        internal: false,
        remote: { number: '+442071838750', name: 'Grace' },
      },
    ]);
  });

  it('is a call that I placed even where nobody announced it', () => {
    expect(new Watcher(alice).apply([newchannel, rings]).model.calls).toMatchObject([
      { direction: 'out', popped: false },
    ]);
  });
});

describe('a call that comes in', () => {
  const events = recordedEvents('22/10-inbound-answered.companion');

  it('is held when my phone holds it before the PBX has connected it', () => {
    const at = upTo(events, 'BridgeEnter') - 1;
    const phone = events.find((each) => each.name === 'Newstate' && each.get('Channel')?.startsWith('PJSIP/1001-'));
    const hold = event('Hold', { Channel: phone?.get('Channel') ?? '', Uniqueid: phone?.get('Uniqueid') ?? '' });
    const connected = events.findLastIndex(({ name }) => name === 'BridgeEnter') + 1;
    const watcher = new Watcher(alice).apply([...events.slice(0, at), hold, ...events.slice(at, connected)]);
    expect(watcher.model.calls).toMatchObject([{ state: 'held' }]);
  });

  it('is told with its caller at the first ring, with its legs, its times and the reason', () => {
    const watcher = new Watcher(alice).apply(events);
    const told = watcher.transitions.map(({ call, why }) => [call.state, why.rule, why.event]);
    expect(told).toEqual([
      ['ringing', 'device-rings', 'Newstate'],
      ['up', 'i-answered', 'Newstate'],
      ['ended', 'answered', 'Hangup'],
    ]);
    const [ringing, up, ended] = watcher.transitions.map(({ call }) => call);
    expect(ringing).toMatchObject({
      popped: true,
      answeredAt: null,
      remote: { number: '+4915112345678', name: 'Erika Mustermann' },
      legs: [{ device: 'PJSIP/1001', state: 'ringing' }],
    });
    expect(ringing?.remoteUniqueid).toBe(ringing?.linkedid);
    expect(up?.answeredAt).toBeGreaterThan(up?.ringingSince ?? Number.POSITIVE_INFINITY);
    expect(ended?.endedAt).toBeGreaterThan(ended?.answeredAt ?? Number.POSITIVE_INFINITY);
    expect(ended).toMatchObject({ legs: [], outcome: 'answered', unseenEnd: false });
  });

  it('rings by 183 as well as by 180', () => {
    const early = events.slice(0, upTo(events, 'DialBegin'));
    const progress = events.find(({ name }) => name === 'DialState');
    const fields = {
      DestUniqueid: progress?.get('DestUniqueid') ?? '',
      DestChannel: progress?.get('DestChannel') ?? '',
      DialStatus: 'PROGRESS',
    };
    const watcher = new Watcher(alice).apply([...early, event('DialState', fields)]);
    expect(watcher.model.calls).toMatchObject([{ state: 'ringing', popped: true }]);
  });

  it('is found when Sidetone connects while it rings, and pops then', () => {
    const at = upTo(events, 'DialState');
    const watcher = new Watcher(alice).synchronise(listAfter(events.slice(0, at)));
    expect(watcher.model.calls).toMatchObject([
      { direction: 'in', state: 'ringing', popped: true, remote: { number: '+4915112345678' } },
    ]);
    watcher.apply(events.slice(at));
    expect(watcher.transitions.at(-1)?.call).toMatchObject({ state: 'ended', outcome: 'answered' });
  });

  it('is found when Sidetone connects while I talk, without a pop', () => {
    const at = upTo(events, 'BridgeEnter', { BridgeNumChannels: '2' });
    const watcher = new Watcher(alice).synchronise(listAfter(events.slice(0, at)));
    expect(watcher.model.calls).toMatchObject([
      { direction: 'in', state: 'up', popped: false, remote: { number: '+4915112345678' } },
    ]);
  });

  it('that ended while the connection was cut is marked so', () => {
    const watcher = new Watcher(alice).apply(events.slice(0, upTo(events, 'DialState'))).synchronise([]);
    expect(watcher.transitions.at(-1)).toMatchObject({
      call: { state: 'ended', outcome: 'missed', unseenEnd: true },
      why: { rule: 'ended-unseen', event: null },
    });
  });

  it('ends when the PBX stops', () => {
    const watcher = new Watcher(alice).apply([
      ...events.slice(0, upTo(events, 'BridgeEnter')),
      event('Shutdown', { Shutdown: 'Cleanly', Restart: 'True' }),
    ]);
    expect(watcher.model.calls).toEqual([]);
    expect(watcher.transitions.at(-1)).toMatchObject({
      call: { state: 'ended', outcome: 'answered' },
      why: { rule: 'pbx-stopped' },
    });
    // What was still under way changes nothing.
    expect(watcher.apply(events).ends).toHaveLength(1);
  });

  it('ends when the PBX says after a cut that it was started anew', () => {
    const watcher = new Watcher(alice).apply([
      event('FullyBooted', { Uptime: '5000' }),
      ...events.slice(0, upTo(events, 'DialState')),
    ]);
    watcher.model.disconnected(1000);
    watcher.apply([event('FullyBooted', { Uptime: '3' })]);
    expect(watcher.model.calls).toEqual([]);
    expect(watcher.transitions.at(-1)?.call.unseenEnd).toBe(true);
  });
});

describe('who I am', () => {
  const events = recordedEvents('22/17-internal-call.companion');
  const ringing = upTo(events, 'DialState');

  it('may change during a call: it goes with the phone, without a row', () => {
    const watcher = new Watcher(alice).apply(events.slice(0, ringing));
    expect(watcher.model.calls).toHaveLength(1);
    const transitions = watcher.model.setMe({ extensions: ['1003'], devices: [] }, 999);
    expect(transitions).toMatchObject([
      { call: { direction: 'out', state: 'ended', outcome: null }, why: { rule: 'no-longer-mine' } },
      { previous: null, call: { direction: 'in', state: 'ringing', remote: { number: '1001' } } },
    ]);
  });

  it('is learned from a hint, whatever the device is called', () => {
    const renamed = (each: AmiEvent): AmiEvent => ({
      name: each.name,
      get: (key) => each.get(key)?.replace(/PJSIP\/1003/g, 'SCCP/SEP0011'),
      all: (key) => each.all(key),
    });
    const watcher = new Watcher({ extensions: ['1003'], devices: [] }).apply(events.map(renamed));
    expect(watcher.pops).toHaveLength(1);
  });

  it('is what was given by hand, and nothing else', () => {
    expect(new Watcher({ extensions: ['1003'], devices: ['PJSIP/other'] }).apply(events).transitions).toEqual([]);
    expect(new Watcher({ extensions: ['4711'], devices: ['pjsip/1003'] }).apply(events).pops).toHaveLength(1);
  });
});

describe('a caller who reached my mailbox', () => {
  it('is told as missed and corrected, where only the call record that comes after tells it', () => {
    const events = recordedEvents('22/voicemail-too-short.companion');
    const hungUp = events.findLastIndex(({ name }) => name === 'Hangup') + 1;
    const watcher = new Watcher(alice).apply(events.slice(0, hungUp).filter(({ name }) => name !== 'Cdr'));
    expect(watcher.transitions.at(-1)?.call.outcome).toBe('missed');
    watcher.apply(events.filter(({ name }) => name === 'Cdr'));
    expect(watcher.transitions.at(-1)).toMatchObject({
      previous: { outcome: 'missed' },
      call: { state: 'ended', outcome: 'voicemail' },
      why: { rule: 'mailbox-reached' },
    });
    expect(watcher.ends).toHaveLength(1);
  });

  it('counts only where the mailbox is mine', () => {
    const events = recordedEvents('22/voicemail.companion').map((each) => ({
      ...each,
      name: each.name,
      get: (key: string) => each.get(key)?.replace('1001@default', '1002@default'),
      all: (key: string) => each.all(key),
    }));
    expect(new Watcher(alice).apply(events).transitions.at(-1)?.call.outcome).toBe('missed');
  });
});

describe('a channel that is swapped for another under the phone’s name', () => {
  it('stays the same call', () => {
    const events = recordedEvents('22/10-inbound-answered.companion');
    const at = upTo(events, 'BridgeEnter', { BridgeNumChannels: '2' });
    const watcher = new Watcher(alice).apply(events.slice(0, at));
    const leg = watcher.model.calls[0]?.legs[0];
    const other = {
      Channel: 'AsyncGoto/PJSIP/1001-00000004',
      ChannelState: '6',
      Uniqueid: '1795417000.77',
      Linkedid: leg?.uniqueid ?? '',
      Exten: '601',
    };
    watcher.apply([
      event('Newchannel', { ...other, Channel: 'PJSIP/9999-00000001' }),
      event('Rename', {
        Channel: leg?.channel ?? '',
        Newname: `${leg?.channel ?? ''}<MASQ>`,
        Uniqueid: leg?.uniqueid ?? '',
      }),
      event('Rename', { Channel: 'PJSIP/9999-00000001', Newname: leg?.channel ?? '', Uniqueid: '1795417000.77' }),
      event('Rename', {
        Channel: `${leg?.channel ?? ''}<MASQ>`,
        Newname: 'PJSIP/9999-00000001<ZOMBIE>',
        Uniqueid: leg?.uniqueid ?? '',
      }),
      event('Hangup', { Channel: 'PJSIP/9999-00000001<ZOMBIE>', Uniqueid: leg?.uniqueid ?? '', Cause: '16' }),
    ]);
    expect(watcher.model.calls).toMatchObject([
      { id: leg?.uniqueid, state: 'up', legs: [{ uniqueid: '1795417000.77' }] },
    ]);
    watcher.apply([event('Hangup', { Channel: leg?.channel ?? '', Uniqueid: '1795417000.77', Cause: '16' })]);
    expect(watcher.transitions.at(-1)?.call).toMatchObject({ state: 'ended', outcome: 'answered' });
  });
});
