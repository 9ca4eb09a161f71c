import type { Call } from '../calls/call.ts';
import { CONFIRMED_WITHIN_MS, channelOf, type Desk, request } from './desk.ts';
import { DONE, type Result, refused } from './result.ts';

/** AST_CAUSE_CALL_REJECTED (include/asterisk/causes.h): what a phone that declines would say. */
const REJECTED = '21';

/**
 * Ends my part of a call on every device of mine. While it rings, that declines it (what then happens to the caller is the
 * dialplan's: voicemail, the next agent); a call that Sidetone is placing is called off.
 */
export async function hangUp(desk: Desk, call: Call): Promise<Result> {
  if (call.legs.length === 0) return refused('no-leg', 'This call is not on a phone of yours now.');
  const answers = await Promise.all(
    call.legs.map(async (leg): Promise<Result> => {
      const ended = desk.expectations.expect(
        (event) => event.name === 'Hangup' && event.get('Uniqueid') === leg.uniqueid,
        CONFIRMED_WITHIN_MS,
      );
      const fields: [string, string][] = [['Channel', channelOf(desk, leg)]];
      if (call.direction === 'in' && leg.state === 'ringing') fields.push(['Cause', REJECTED]);
      const answer = await request(desk, 'Hangup', fields);
      if (!answer.ok) {
        ended.cancel();
        // The leg went by itself meanwhile, which is what was asked for.
        return /no such channel/i.test(answer.message) ? DONE : answer;
      }
      if ((await ended.arrived) !== null) return DONE;
      return refused('not-confirmed', 'The PBX accepted the hang-up, but the call is still there.');
    }),
  );
  return answers.find((answer) => !answer.ok) ?? DONE;
}
