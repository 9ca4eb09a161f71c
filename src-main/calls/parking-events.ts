import type { AmiEvent } from '../ami/event.ts';
import { type Conversation, liveLegs } from './conversation.ts';
import { join } from './joining.ts';
import { place, replaceCaller } from './placing.ts';
import { type EventHandler, withLeg, type World } from './world.ts';

/** `ParkedCall`, as an event of its own, not as an item of a list. */
export const parked: EventHandler = (world, event) => {
  const parkee = world.channels.read(event, 'Parkee');
  if (parkee === undefined) return;
  // A transfer to the parking extension is how it was parked.
  parkee.transferredBy = null;
  const conversation = talkingWith(world, parkee.uniqueid);
  if (conversation === undefined) return;
  conversation.parkee = parkee.uniqueid;
  conversation.returning = null;
  conversation.because = 'parked';
};

export const parkTimedOut: EventHandler = (world, event) => {
  const parkee = world.channels.read(event, 'Parkee');
  const conversation = parkedBy(world, parkee?.uniqueid);
  if (parkee === undefined || conversation === undefined) return;
  conversation.parkee = null;
  conversation.returning = parkee.uniqueid;
  // What its legs went through before does not count for the time after.
  for (const leg of conversation.legs.values()) if (leg.hungUp) conversation.legs.delete(leg.uniqueid);
  replaceCaller(world, conversation, parkee);
  conversation.because = 'park-timed-out';
};

/** `UnParkedCall`: by me it goes on, by another it is over for me. */
export const unparked: EventHandler = (world, event, at) => {
  const parkee = world.channels.read(event, 'Parkee');
  const retriever = world.channels.read(event, 'Retriever');
  if (retriever !== undefined) place(world, retriever, at);
  if (parkee === undefined) return;
  const kept = parkedBy(world, parkee.uniqueid);
  const retrieving = withLeg(world, retriever?.uniqueid);
  if (kept !== undefined) kept.parkee = null;
  if (retrieving === undefined) {
    if (kept !== undefined && retriever !== undefined) kept.over = 'retrieved-by-another';
    return;
  }
  if (kept !== undefined && kept !== retrieving) {
    join(kept, retrieving);
    kept.because = 'retrieved-by-me';
    return;
  }
  retrieving.direction = 'in';
  retrieving.callers = [parkee.uniqueid];
  const parker = parkerOf(event);
  if (parker !== null) retrieving.via = { ...retrieving.via, parkedBy: parker };
  retrieving.because = 'retrieved-by-me';
};

export const parkGivenUp: EventHandler = (world, event) => {
  const conversation = parkedBy(world, event.get('ParkeeUniqueid'));
  if (conversation !== undefined) conversation.parkee = null;
};

/** The call of mine that talks with the one who was parked; one that was parked with me in it is not parked by me. */
function talkingWith(world: World, uniqueid: string): Conversation | undefined {
  return world.conversations.find(
    (conversation) =>
      conversation.remoteUniqueid === uniqueid &&
      conversation.answeredAt !== null &&
      !conversation.legs.has(uniqueid) &&
      liveLegs(conversation).length > 0,
  );
}

function parkedBy(world: World, uniqueid: string | undefined): Conversation | undefined {
  return uniqueid === undefined ? undefined : world.conversations.find(({ parkee }) => parkee === uniqueid);
}

/** `ParkerDialString` is the parker's device (`PJSIP/1001`); before, its channel came along. */
function parkerOf(event: AmiEvent): string | null {
  const device = event.get('ParkerDialString');
  return event.get('ParkerCallerIDNum') ?? device?.slice(device.indexOf('/') + 1) ?? null;
}
