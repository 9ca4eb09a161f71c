import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meOf, packetsOf, recordedBytes, replay, recordingsFolder } from './recording.ts';

/** What the cards of one person show, in order: which call (A, B, … as they began), and how it is. */
interface Story {
  readonly name: string;
  readonly me: string;
  readonly cards: readonly string[];
}

const one = '0301234';

const stories: readonly Story[] = [
  {
    name: '10-inbound-answered',
    me: '1001',
    cards: ['A ringing +4915112345678', 'A up +4915112345678', 'A ended +4915112345678'],
  },
  { name: '17-internal-call', me: '1001', cards: ['A dialing 1003', 'A up 1003', 'A ended 1003'] },
  { name: '13-inbound-busy', me: '1002', cards: ['A ended 030123456'] },
  {
    name: '11-inbound-missed-caller-gives-up',
    me: '1001',
    cards: ['A ringing 030123456', 'A ended 030123456'],
  },
  {
    name: '40-hold-unhold',
    me: '1001',
    cards: [`A ringing ${one}`, `A up ${one}`, `A held ${one}`, `A up ${one}`, `A ended ${one}`],
  },
  // The other's hold is not mine.
  { name: 'hold-by-other', me: '1001', cards: ['A dialing 1002', 'A up 1002', 'A ended 1002'] },
  {
    name: 'hold-by-other',
    me: '1002',
    cards: ['A ringing 1001', 'A up 1001', 'A held 1001', 'A up 1001', 'A ended 1001'],
  },
  { name: 'group-other-answers', me: '1001', cards: [`A ringing ${one}`, `A ended ${one}`] },
  { name: 'local-n-group-other', me: '1001', cards: [`A ringing ${one}`, `A ended ${one}`] },
  // Between two rings the pop is closed, and the second opens it again.
  {
    name: 'ring-twice',
    me: '1001',
    cards: [`A ringing ${one}`, `A dialing ${one}`, `A ringing ${one}`, `A up ${one}`, `A ended ${one}`],
  },
  { name: 'declined-603', me: '1001', cards: [`A ringing ${one}`, `A dialing ${one}`, `A ended ${one}`] },
  { name: 'voicemail', me: '1001', cards: ['A ringing 0307777', 'A dialing 0307777', 'A ended 0307777'] },
  {
    name: 'park-timeout',
    me: '1001',
    cards: [
      `A ringing ${one}`,
      `A up ${one}`,
      `A parked ${one}`,
      `A dialing ${one}`,
      `A ringing ${one}`,
      `A up ${one}`,
      `A ended ${one}`,
    ],
  },
  {
    name: 'park-caller-gives-up',
    me: '1001',
    cards: [`A ringing ${one}`, `A up ${one}`, `A parked ${one}`, `A ended ${one}`],
  },
  {
    name: '41-park-and-retrieve',
    me: '1001',
    cards: [`A ringing ${one}`, `A up ${one}`, `A parked ${one}`, `A ended ${one}`],
  },
  { name: '41-park-and-retrieve', me: '1002', cards: ['A dialing 701', 'A up 701', `A up ${one}`, `A ended ${one}`] },
  {
    name: 'park-retrieve-me',
    me: '1001',
    cards: [
      `A ringing ${one}`,
      `A up ${one}`,
      `A parked ${one}`,
      'B dialing 701',
      'B up 701',
      `A up ${one}`,
      'B ended 701',
      `A ended ${one}`,
    ],
  },
  { name: 'pickup-by-me', me: '1001', cards: ['A dialing *81002', 'A up *81002', `A up ${one}`, `A ended ${one}`] },
  { name: 'attended-to-me', me: '1001', cards: ['A ringing 1003', 'A up 1003', `A up ${one}`, `A ended ${one}`] },
  {
    name: 'attended-refer',
    me: '1001',
    cards: [
      `A ringing ${one}`,
      `A up ${one}`,
      `A held ${one}`,
      'B dialing 1003',
      'B up 1003',
      `A up ${one}`,
      `A ended ${one}`,
      'B ended 1003',
    ],
  },
  { name: 'transferee', me: '1001', cards: ['A dialing 1002', 'A up 1002', 'A up 1003', 'A ended 1003'] },
  // A second call leaves the first card alone.
  {
    name: 'call-waiting',
    me: '1001',
    cards: [`A ringing ${one}`, `A up ${one}`, 'B ringing 0305678', 'B ended 0305678', `A ended ${one}`],
  },
  { name: '20-originate-async-ok', me: '1001', cards: ['A dialing 1002', 'A up 1002', 'A ended 1002'] },
  { name: '20-originate-async-ok', me: '1002', cards: ['A ringing 1001', 'A up 1001', 'A ended 1001'] },
];

describe.each(stories)('the cards of $me in $name', ({ name, me, cards }) => {
  it.each(['22', '16'])('on Asterisk %s', (version) => {
    const { lines } = replay(packetsOf(recordedBytes(version, `${name}.companion`)), meOf([me]));
    const order = [...new Set(lines.map(({ call }) => call))];
    const shown = lines.map(
      ({ call, state, remote }) => `${'ABC'.charAt(order.indexOf(call))} ${state} ${remote.number ?? '?'}`,
    );
    // What else a line changed (a name, the way it came) is no new card.
    expect(shown.filter((card, at) => card !== shown[at - 1])).toEqual(cards);
  });
});

describe('the least-rights user', () => {
  it.each(['22', '16'])('on Asterisk %s sees the same pops and history as the administrator', (version) => {
    const names = readdirSync(`${recordingsFolder}${version}`).map((file) => file.replace('.ami.gz', ''));
    // The administrator was cut off in the middle of that one.
    const both = names.filter((name) => names.includes(`${name}.companion`) && !name.startsWith('91-'));
    expect(both.length).toBeGreaterThan(100);
    for (const name of both) {
      const [everything, least] = [
        packetsOf(recordedBytes(version, name)),
        packetsOf(recordedBytes(version, `${name}.companion`)),
      ];
      for (const me of ['1001', '1002', '1003']) {
        const summary = replay(everything, meOf([me])).summary;
        expect({ name, me, ...replay(least, meOf([me])).summary }).toEqual({ name, me, ...summary });
      }
    }
  });
});

describe('a recording in which the connection was lost', () => {
  const inbound = recordedBytes('22', '10-inbound-answered.companion').toString('utf8');
  const up = inbound.indexOf('Event: HangupRequest');
  const login =
    'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: a1\r\nMessage: Authentication accepted\r\n\r\n';
  const list = (items: string): string =>
    `Response: Success\r\nActionID: a2\r\nEventList: start\r\nMessage: Channels will follow\r\n\r\n${items}Event: CoreShowChannelsComplete\r\nActionID: a2\r\nEventList: Complete\r\nListItems: 0\r\n\r\n`;
  const item = (uniqueid: string, channel: string): string =>
    `Event: CoreShowChannel\r\nActionID: a2\r\nChannel: ${channel}\r\nChannelState: 6\r\nCallerIDNum: 1001\r\nConnectedLineNum: +4915112345678\r\nConnectedLineName: Erika Mustermann\r\nUniqueid: ${uniqueid}\r\nLinkedid: 1795417172.3\r\nBridgeId: b\r\n\r\n`;

  it('ends what is not listed afterwards, as unseen', () => {
    const { lines, summary } = replay(packetsOf(Buffer.from(inbound.slice(0, up) + login + list(''))), meOf(['1001']));
    expect(summary).toMatchObject({ pops: 1, history: [{ outcome: 'answered' }], live: [] });
    expect(lines.at(-1)).toMatchObject({ state: 'ended', why: 'ended-unseen' });
  });

  it('goes on with what is listed', () => {
    const leg =
      /Event: Hangup\r\n(?:[^\r]+\r\n)*Channel: (PJSIP\/1001-[^\r]+)\r\n(?:[^\r]+\r\n)*Uniqueid: ([^\r]+)/.exec(
        inbound,
      );
    const listed = list(item(leg?.[2] ?? '', leg?.[1] ?? ''));
    const { summary } = replay(packetsOf(Buffer.from(inbound.slice(0, up) + login + listed)), meOf(['1001']));
    expect(summary).toMatchObject({
      pops: 1,
      history: [],
      live: [{ state: 'up', remote: { number: '+4915112345678' } }],
    });
    const end = inbound.slice(up, inbound.indexOf('Response: Goodbye'));
    const later = replay(packetsOf(Buffer.from(inbound.slice(0, up) + login + listed + end)), meOf(['1001']));
    expect(later.summary).toMatchObject({ pops: 1, history: [{ outcome: 'answered' }], live: [] });
  });

  it('shows a call as live whose end it does not reach', () => {
    const { summary } = replay(packetsOf(Buffer.from(inbound.slice(0, up))), meOf(['1001']));
    expect(summary).toMatchObject({ pops: 1, history: [], live: [{ direction: 'in', internal: false, state: 'up' }] });
  });
});
