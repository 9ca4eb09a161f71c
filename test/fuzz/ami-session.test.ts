import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { AmiError } from '../../src-main/ami/error.ts';
import { AmiSession } from '../../src-main/ami/session.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { Peer } from '../unit/ami/peer.ts';
import { cut } from '../unit/ami/reading.ts';

/** What a hostile or broken server may say; `ID0` … `ID3` stand for the ActionIDs of what it was asked. */
const line = fc.constantFrom(
  'Response: Success',
  'Response: Error',
  'Response: Follows',
  'Response: \0',
  'Event: Status',
  'Event: StatusComplete',
  'Event: OriginateResponse',
  'Event: UserEvent',
  'Event: ',
  'EventList: start',
  'EventList: Complete',
  'Message: Channels will follow',
  'Message: Permission denied',
  'Message: No endpoints found\n',
  'Message: Command output follows',
  'Output: x',
  'Challenge: 1',
  'ActionID: ',
  'ActionID: foreign',
  'ActionID: ID0',
  'ActionID: ID1',
  'ActionID: ID2',
  'ActionID: ID3',
  '--END COMMAND--',
  'Privilege: Command',
  'no colon at all',
  '__proto__: x',
  '',
  '\xff\xfe: \x80',
);

const failure = expect.any(AmiError);

it('settles everything it was asked, once, whatever the server says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 60 }),
      fc.array(fc.nat(), { maxLength: 10 }),
      fc.boolean(),
      async (lines, places, hangsUp) => {
        const peer = new Peer();
        const clock = new ManualClock();
        const opening = AmiSession.open({
          connect: peer.connect,
          onEvent: (event) => event.get('ActionID'),
          onEnd: () => undefined,
          clock,
        });
        await new Promise((resolve) => setImmediate(resolve));
        peer.greet();
        const session = await opening;
        const asked = [
          session.send({ name: 'Ping', fields: [] }),
          session.list({ name: 'Status', fields: [] }),
          session.command('core show version'),
          session.list({ name: 'QueueStatus', fields: [] }),
        ];
        const outcomes = Promise.all(asked.map((promise) => promise.catch((error: unknown) => error)));
        const ids = peer.received.map(({ actionId }) => actionId);
        const text = `${lines.join('\r\n')}\r\n\r\n`.replace(
          /ID([0-3])/g,
          (_, index: string) => ids[Number(index)] ?? '',
        );
        for (const piece of cut(Buffer.from(text, 'latin1'), places)) peer.say(piece);
        if (hangsUp) peer.hangUp();
        // The longest that anything may be waited for: each packet of a list may put its end off once.
        clock.advance(10_000);
        clock.advance(10_001);
        for (const outcome of await outcomes) if (outcome instanceof Error) expect(outcome).toEqual(failure);
        expect(session.busy).toBe(false);
        session.close();
      },
    ),
    { numRuns: 3000 },
  );
});
