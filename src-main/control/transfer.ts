import type { Call, Leg } from '../calls/call.ts';
import { CONFIRMED_WITHIN_MS, channelOf, type Desk, request } from './desk.ts';
import { DONE, type Result, refused } from './result.ts';

/**
 * Sends the other party of a call to `number`, without asking there first.
 *
 * | the call | the way |
 * |---|---|
 * | I talk, or hold it | `BlindTransfer` of my channel (12 and later): the PBX knows who transferred whom |
 * | the same, no `BlindTransfer` here | `Redirect` of the other party's channel |
 * | rings at me | `Redirect` of the caller's channel: the call never reaches me |
 */
export async function transfer(desk: Desk, call: Call, number: string): Promise<Result> {
  const talking = call.legs.find((leg) => leg.state === 'up' || leg.state === 'held');
  const ringing = call.legs.find((leg) => leg.state === 'ringing');
  const mine = talking ?? ringing;
  if (mine === undefined || (call.direction === 'out' && call.answeredAt === null)) {
    return refused('not-answered', 'This call can be transferred once it is answered.');
  }
  if ((await exists(desk, mine, number)) === false) {
    return refused('no-extension', `The PBX knows no “${number}” in the context “${desk.context}”.`);
  }
  return talking !== undefined && desk.capabilities.can('BlindTransfer')
    ? blindTransfer(desk, talking, number)
    : redirect(desk, call, mine, number);
}

async function blindTransfer(desk: Desk, mine: Leg, number: string): Promise<Result> {
  const happened = desk.expectations.expect(
    (event) =>
      (event.name === 'BlindTransfer' && event.get('TransfererUniqueid') === mine.uniqueid) ||
      (event.name === 'Hangup' && event.get('Uniqueid') === mine.uniqueid),
    CONFIRMED_WITHIN_MS,
  );
  const answer = await request(desk, 'BlindTransfer', [
    ['Channel', channelOf(desk, mine)],
    ['Context', desk.context],
    ['Exten', number],
  ]);
  if (!answer.ok) {
    happened.cancel();
    return answer;
  }
  const event = await happened.arrived;
  if (event === null) return notConfirmed;
  const result = event.name === 'BlindTransfer' ? event.get('Result') : undefined;
  return result === undefined || result === 'Success' ? DONE : refused('action-failed', `The PBX says: ${result}`);
}

async function redirect(desk: Desk, call: Call, mine: Leg, number: string): Promise<Result> {
  if (call.remoteUniqueid === null) {
    return refused('no-channel', 'The other party’s channel is not known, so this call cannot be transferred.');
  }
  const gone = desk.expectations.expect(
    (event) => event.name === 'Hangup' && event.get('Uniqueid') === mine.uniqueid,
    CONFIRMED_WITHIN_MS,
  );
  const answer = await request(desk, 'Redirect', [
    ['Channel', call.remoteUniqueid],
    ['Context', desk.context],
    ['Exten', number],
    ['Priority', '1'],
  ]);
  if (!answer.ok) {
    gone.cancel();
    return answer;
  }
  return (await gone.arrived) === null ? notConfirmed : DONE;
}

const notConfirmed = refused('not-confirmed', 'The PBX accepted the transfer, but the call has not moved.');

/**
 * Whether the dialplan has the number. Asked because a `Redirect` to one that does not exist hangs up on the caller.
 * `null` when the PBX does not tell (no right to ask, no such function); the function needs a channel to work on.
 */
async function exists(desk: Desk, mine: Leg, number: string): Promise<boolean | null> {
  if (!desk.capabilities.can('Getvar') || /[^\w-]/.test(desk.context)) return null;
  const answer = await request(desk, 'Getvar', [
    ['Channel', channelOf(desk, mine)],
    ['Variable', `DIALPLAN_EXISTS(${desk.context},${number},1)`],
  ]);
  const value = answer.ok ? answer.value.get('Value') : undefined;
  return value === '1' ? true : value === '0' ? false : null;
}
