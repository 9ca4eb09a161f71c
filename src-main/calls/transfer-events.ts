import type { AmiEvent } from '../ami/event.ts';
import { callerOf, type Conversation } from './conversation.ts';
import { place, replaceCaller } from './placing.ts';
import { callersOf } from './paths.ts';
import { join } from './joining.ts';
import type { Channel } from './channel-table.ts';
import { type EventHandler, isMine, withLeg } from './world.ts';

/** `BlindTransfer`: whom the transferee calls next, it calls because of the transferer. */
export const blindTransferred: EventHandler = (world, event, at) => {
  const transferer = world.channels.read(event, 'Transferer');
  const transferee = world.channels.read(event, 'Transferee');
  for (const channel of [transferer, transferee]) if (channel !== undefined) place(world, channel, at);
  if (!succeeded(event) || transferer === undefined || transferee === undefined) return;
  transferee.transferredBy = numberOf(transferer);
  // What it does there, a subroutine of the dialplan may do under a name of its own.
  transferee.exten = event.get('Extension') ?? transferee.exten;
};

/**
 * `AttendedTransfer`: the transferee takes the second transferer's place. Whoever talked with the second transferer (or is rung by it)
 * talks with the transferee from now on.
 */
export const attendedTransferred: EventHandler = (world, event) => {
  const first = world.channels.get(event.get('OrigTransfererUniqueid'));
  const second = world.channels.get(event.get('SecondTransfererUniqueid'));
  const transferee = world.channels.read(event, 'Transferee');
  if (!succeeded(event) || second === undefined) return;
  const transferredBy = numberOf(first ?? second);
  for (const conversation of world.conversations) {
    if (
      conversation.direction !== 'in' ||
      conversation.legs.has(second.uniqueid) ||
      isTransferee(conversation, transferee)
    )
      continue;
    const rung = callerOf(conversation) === second.uniqueid;
    if (!rung && !conversation.talkedWith.has(second.uniqueid)) continue;
    if (rung && transferee !== undefined && conversation.answeredAt === null)
      replaceCaller(world, conversation, transferee);
    if (transferredBy !== null) conversation.via = { ...conversation.via, transferredBy };
    conversation.because = 'transferred-to-me';
  }
};

/** `Pickup`: the channel takes the place of the one that rings. */
export const pickedUp: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  const target = world.channels.get(event.get('TargetUniqueid')) ?? world.channels.read(event, 'Target');
  if (channel !== undefined) place(world, channel, at);
  if (channel === undefined || target === undefined) return;
  const rung = withLeg(world, target.uniqueid);
  const picking = withLeg(world, channel.uniqueid);
  if (picking === undefined) {
    if (rung === undefined || isMine(world, channel)) return;
    rung.elsewhere = true;
    rung.because = 'picked-up-by-another';
    return;
  }
  const from = numberOf(target);
  if (rung !== undefined && rung !== picking) join(rung, picking);
  const conversation = rung ?? picking;
  if (rung === undefined) {
    picking.direction = 'in';
    picking.callers = callersOf(world.channels, target).map(({ uniqueid }) => uniqueid);
  }
  if (from !== null) conversation.via = { ...conversation.via, pickedUpFrom: from };
  conversation.because = 'picked-up-by-me';
};

function succeeded(event: AmiEvent): boolean {
  return (event.get('Result') ?? 'Success') === 'Success';
}

function isTransferee(conversation: Conversation, transferee: Channel | undefined): boolean {
  return transferee !== undefined && conversation.legs.has(transferee.uniqueid);
}

/** The number of the phone itself: an originate may have given its channel another. */
function numberOf(channel: Channel): string | null {
  return channel.firstCaller.number ?? channel.caller.number;
}
