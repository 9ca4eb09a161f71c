import { expect, it } from 'vitest';
import { CallModel } from '../../../src-main/calls/call-model.ts';
import { amiEvent } from '../../support/ami-event.ts';

const MINE = { Channel: 'PJSIP/1001-00000000', Uniqueid: 'sidetone-x', Linkedid: 'sidetone-x' };
const LINE = { Channel: 'PJSIP/trunk-00000001', Uniqueid: '9.1', Linkedid: 'sidetone-x' };
const alice = { CallerIDNum: '1001', CallerIDName: 'Alice Adams' };
const aliceAsConnected = { ConnectedLineNum: '1001', ConnectedLineName: 'Alice Adams' };
const madeUp = { CallerIDNum: '95550199', CallerIDName: 'Alice Adams', ...aliceAsConnected };
const dest = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [`Dest${key}`, value]));

/** As Asterisk 22 and 16 send it when Sidetone originates with my own caller ID and the number leads to a trunk. */
it('a call that Sidetone places by a trunk is not shown by my own name', () => {
  const model = new CallModel({ extensions: ['1001'], devices: [] });
  model.expectOriginate({ channelId: 'sidetone-x', number: '95550199', name: null });
  const events = [
    amiEvent('Newchannel', { ...MINE, ...alice, ChannelState: '0' }),
    amiEvent('NewConnectedLine', { ...MINE, ...alice, ...aliceAsConnected, ChannelState: '0' }),
    amiEvent('DialBegin', dest({ ...MINE, ...alice, ...aliceAsConnected, ChannelState: '0' })),
    amiEvent('Newstate', { ...MINE, ...alice, ...aliceAsConnected, ChannelState: '6' }),
    amiEvent('Newchannel', { ...LINE, ChannelState: '0' }),
    amiEvent('NewCallerid', { ...LINE, ...madeUp, ChannelState: '0' }),
    amiEvent('DialBegin', {
      ...MINE,
      ...alice,
      ...aliceAsConnected,
      Exten: '95550199',
      ChannelState: '6',
      ...dest({ ...LINE, ...madeUp, ChannelState: '0' }),
    }),
    amiEvent('NewConnectedLine', {
      ...MINE,
      ...alice,
      ConnectedLineNum: '95550199',
      ConnectedLineName: 'Alice Adams',
      ChannelState: '6',
    }),
    amiEvent('Newstate', { ...LINE, ...madeUp, ChannelState: '5' }),
  ];
  for (const [at, event] of events.entries()) model.apply(event, at);
  expect(model.calls).toMatchObject([{ direction: 'out', remote: { number: '95550199', name: null } }]);
  const shown = { ConnectedLineNum: '95550199', ConnectedLineName: 'Alice Adams' };
  const ended = [
    { ...LINE, ...madeUp },
    { ...MINE, ...alice, ...shown },
  ].flatMap((channel) => model.apply(amiEvent('Hangup', { ...channel, ChannelState: '6', Cause: '16' }), 99));
  expect(ended.at(-1)?.call).toMatchObject({ state: 'ended', remote: { number: '95550199', name: null } });
});
