import { escapeName, type Fields } from '../wire/packet.ts';
import type { DialStatus } from './causes.ts';
import type { Channel, LastDialled, Party } from './channel.ts';

/** `2026-11-23 06:59:21`; empty for a time that never came. */
function stamp(milliseconds: number | null): string {
  return milliseconds === null ? '' : new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

function seconds(from: number | null, to: number): string {
  return from === null ? '0' : String(Math.floor((to - from) / 1000));
}

/** `"Grace Hopper" <+12125550162>` (main/callerid.c, ast_callerid_merge). */
function callerIdText(party: Party): string {
  return party.name === '' ? party.number : `"${escapeName(party.name)}" <${party.number}>`;
}

const DISPOSITIONS: Readonly<Record<DialStatus, string>> = {
  ANSWER: 'ANSWERED',
  BUSY: 'BUSY',
  CONGESTION: 'FAILED',
  CHANUNAVAIL: 'FAILED',
  NOANSWER: 'NO ANSWER',
  CANCEL: 'NO ANSWER',
};

/** A call detail record (Asterisk: cdr/cdr_manager.c). */
export function cdrFields(channel: Channel, dialled: LastDialled, now: number): Fields {
  const answeredAt = dialled.status === 'ANSWER' ? channel.answeredAt : null;
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
    ['Disposition', DISPOSITIONS[dialled.status]],
    ['AMAFlags', 'DOCUMENTATION'],
    ['UniqueID', channel.uniqueid],
    ['UserField', ''],
  ];
}
