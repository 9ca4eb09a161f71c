import { randomBytes } from 'node:crypto';
import type { AmiEvent } from '../ami/event.ts';
import { type Desk, request, takesChannelId } from './desk.ts';
import { type Result, refused } from './result.ts';

export interface Order {
  /** The device of mine that rings first, `TECH/peer`. */
  readonly device: string;
  /** What is then dialled, already made dialable. */
  readonly number: string;
  /** Me, as the called party is to see me. */
  readonly callerNumber: string;
  readonly callerName: string | null;
}

export interface Placed {
  /** The Uniqueid that my channel has or will have; `null` where the PBX takes none (before 12.2). */
  readonly uniqueid: string | null;
  /** How it went at my end: `null` once my phone answered, otherwise in words why there is no call. Known at the latest when the ringing times out. */
  readonly failure: Promise<string | null>;
}

/** How long my own phone rings. */
const RINGS_MS = 30_000;

/**
 * Rings my phone and, once I answer, dials the number. Always `Async`: otherwise the PBX does nothing else for this session until
 * I pick up. The channel's id is given in advance, so that what follows can be told from other calls; it is unguessable, because
 * every manager user sees it.
 */
export async function originate(desk: Desk, order: Order): Promise<Result<Placed>> {
  const uniqueid = takesChannelId(desk) ? `sidetone-${randomBytes(9).toString('hex')}` : null;
  const fields: [string, string][] = [
    ['Channel', order.device],
    ['Context', desk.context],
    ['Exten', order.number],
    ['Priority', '1'],
    ['CallerID', callerId(order)],
    ['Timeout', String(RINGS_MS)],
    ['Async', 'true'],
  ];
  if (uniqueid !== null) fields.push(['ChannelId', uniqueid]);
  const outcome = desk.expectations.expect((event) => isOutcome(event, uniqueid, order), RINGS_MS + 10_000);
  const answer = await request(desk, 'Originate', fields);
  if (!answer.ok) {
    outcome.cancel();
    return answer.code === 'permission-denied'
      ? refused(answer.code, 'Needs the PBX right “originate”; ask your administrator.')
      : answer;
  }
  return { ok: true, value: { uniqueid, failure: outcome.arrived.then((event) => failureOf(event, order)) } };
}

function isOutcome(event: AmiEvent, uniqueid: string | null, order: Order): boolean {
  if (event.name !== 'OriginateResponse') return false;
  // Before 12.2 only the dialled parts tell; the device alone rings for one call of ours at a time.
  if (uniqueid === null)
    return event.get('Exten') === order.number && (event.get('Channel') ?? '').startsWith(order.device);
  return event.get('Uniqueid') === uniqueid;
}

/** `Reason` is an AST_CONTROL_* number (include/asterisk/frame.h); 0 is a refusal, a busy phone and one that is not there alike. */
function failureOf(event: AmiEvent | null, order: Order): string | null {
  if (event === null || event.get('Response') === 'Success') return null;
  switch (event.get('Reason')) {
    case '3':
      return `${order.number} was not called: your phone was not answered.`;
    case '5':
      return `${order.number} was not called: your phone is busy.`;
    case '8':
      return `${order.number} was not called: the PBX has no free line to your phone.`;
    default:
      return `${order.number} was not called: your phone (${order.device}) is busy, refused, or cannot be reached.`;
  }
}

function callerId(order: Order): string {
  const name = (order.callerName ?? '').replaceAll(/["\\<>\p{Cc}]/gu, '').trim();
  return name === '' ? `<${order.callerNumber}>` : `"${name}" <${order.callerNumber}>`;
}
