import type { Fields } from '../wire/packet.ts';
import type { Channel, LastDialled } from './channel.ts';
import { callerIdText } from './switch.ts';

/** `2026-11-23 06:59:21`; empty for a time that never came. */
function stamp(milliseconds: number | null): string {
  return milliseconds === null ? '' : new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

function seconds(from: number | null, to: number): string {
  return from === null ? '0' : String(Math.floor((to - from) / 1000));
}

/** A call detail record (Asterisk: cdr/cdr_manager.c). */
export function cdrFields(channel: Channel, dialled: LastDialled, now: number): Fields {
  const answeredAt = dialled.status === 'ANSWER' ? channel.answeredAt : null;
  const disposition = { ANSWER: 'ANSWERED', BUSY: 'BUSY', CONGESTION: 'FAILED', CHANUNAVAIL: 'FAILED' } as const;
  return [
    ['AccountCode', ''],
    ['Source', channel.callerId.number],
    ['Destination', dialled.exten],
    ['DestinationContext', dialled.context],
    ['CallerID', callerIdText(channel.callerId)],
    ['Channel', channel.name],
    ['DestinationChannel', dialled.channel],
    ['LastApplication', dialled.application],
    ['LastData', dialled.data],
    ['StartTime', stamp(channel.createdAt)],
    ['AnswerTime', stamp(answeredAt)],
    ['EndTime', stamp(now)],
    ['Duration', seconds(channel.createdAt, now)],
    ['BillableSeconds', seconds(answeredAt, now)],
    [
      'Disposition',
      dialled.status in disposition ? disposition[dialled.status as keyof typeof disposition] : 'NO ANSWER',
    ],
    ['AMAFlags', 'DOCUMENTATION'],
    ['UniqueID', channel.uniqueid],
    ['UserField', ''],
  ];
}
