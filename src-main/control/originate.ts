import { randomBytes } from 'node:crypto';
import type { AmiEvent } from '../ami/event.ts';
import { CONFIRMED_WITHIN_MS, type Desk, request, takesChannelId } from './desk.ts';
import { type Result, refused } from './result.ts';

export interface Order {
  /** The Uniqueid that my channel is to have, from `newChannelId`; `null` where the PBX takes none. */
  readonly uniqueid: string | null;
  /** The device of mine that rings first, `TECH/peer`. */
  readonly device: string;
  /** What is then dialled, already made dialable. */
  readonly number: string;
  /** Me, as the called party is to see me. */
  readonly callerNumber: string;
  readonly callerName: string | null;
}

export interface Placed {
  /** How it went at my end: `null` once my phone answered, otherwise in words why nobody was called. Known at the latest when the ringing times out. */
  readonly failure: Promise<string | null>;
}

/** How long my own phone rings. */
const RINGS_MS = 30_000;

/**
 * An id for the channel that is to be made, so that what happens to it can be told from other calls. Nobody can guess it, because
 * every manager user sees it. `null` before Asterisk 12.2.
 */
export function newChannelId(desk: Desk): string | null {
  return takesChannelId(desk) ? `sidetone-${randomBytes(9).toString('hex')}` : null;
}

/**
 * Rings my phone and, once I answer, dials the number. Resolves when my phone's channel is there, or refuses with the reason why it
 * is not. Always `Async`: otherwise the PBX does nothing else for this session until I pick up.
 */
export async function originate(desk: Desk, order: Order): Promise<Result<Placed>> {
  const { uniqueid } = order;
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
  const outcome = desk.expectations.expect((event) => isOutcome(event, order), RINGS_MS + CONFIRMED_WITHIN_MS);
  const begun = desk.expectations.expect(
    (event) => (event.name === 'Newchannel' && event.get('Uniqueid') === uniqueid) || isOutcome(event, order),
    CONFIRMED_WITHIN_MS,
  );
  const answer = await request(desk, 'Originate', fields);
  if (!answer.ok || uniqueid === null) begun.cancel();
  if (!answer.ok) {
    outcome.cancel();
    return answer;
  }
  const failure = outcome.arrived.then((event) => failureOf(event, order));
  if (uniqueid === null) return { ok: true, value: { failure } };
  const first = await begun.arrived;
  if (first === null) {
    outcome.cancel();
    return refused('not-confirmed', 'The PBX accepted the call, but your phone does not ring.');
  }
  const atOnce = first.name === 'Newchannel' ? null : failureOf(first, order);
  return atOnce === null ? { ok: true, value: { failure } } : refused('action-failed', atOnce);
}

function isOutcome(event: AmiEvent, order: Order): boolean {
  if (event.name !== 'OriginateResponse') return false;
  if (order.uniqueid !== null) return event.get('Uniqueid') === order.uniqueid;
  // Before 12.2 only the parts that were dialled tell; a device rings for one order of ours at a time.
  return event.get('Exten') === order.number && (event.get('Channel') ?? '').startsWith(order.device);
}

/** By `Reason`, an AST_CONTROL_* number (include/asterisk/frame.h); 0 is a refusal, a busy phone and one that is not there alike. */
const REASONS: Readonly<Record<string, string>> = {
  3: 'your phone was not answered',
  5: 'your phone is busy',
  8: 'the PBX has no free line to your phone',
};

function failureOf(event: AmiEvent | null, order: Order): string | null {
  if (event === null || event.get('Response') === 'Success') return null;
  const why =
    REASONS[event.get('Reason') ?? ''] ?? `your phone (${order.device}) is busy, refused, or cannot be reached`;
  return `${order.number} was not called: ${why}.`;
}

function callerId(order: Order): string {
  const name = (order.callerName ?? '').replaceAll(/["\\<>\p{Cc}]/gu, '').trim();
  return name === '' ? `<${order.callerNumber}>` : `"${name}" <${order.callerNumber}>`;
}
