import type { Channel } from './channel-table.ts';
import type { Conversation } from './conversation.ts';
import { isReal } from './device.ts';
import { groupRungBy } from './group.ts';
import { callersOf } from './paths.ts';
import { place, noteDial } from './placing.ts';
import { type EventHandler, isMine, withLeg, type World } from './world.ts';

/** `DialBegin`; without a `Channel` nobody dials: the PBX calls on its own account (an originate). */
export const dialBegan: EventHandler = (world, event, at) => {
  const dialler = world.channels.read(event);
  const destination = world.channels.read(event, 'Dest');
  if (dialler !== undefined) place(world, dialler, at);
  if (destination === undefined) return;
  world.channels.beginDial(destination, dialler);
  const forward = dialler?.forward;
  if (forward != null && event.get('DialString')?.startsWith(forward.to) === true) destination.forwardedBy = forward.by;
  place(world, destination, at);
  if (dialler === undefined) return;
  const conversation = withLeg(world, destination.uniqueid);
  if (conversation !== undefined) noteDial(world, conversation, destination);
  noteDestination(world, dialler, destination);
  noteGroup(world, dialler);
};

/** `AgentCalled`: how those two are now. */
export const dialGoesOn: EventHandler = (world, event, at) => {
  for (const channel of [world.channels.read(event), world.channels.read(event, 'Dest')]) {
    if (channel !== undefined) place(world, channel, at);
  }
};

/** A phone alerts by 180 (`RINGING`) or with sound of its own by 183 (`PROGRESS`), which does not change its channel's state. */
const ALERTING = new Set(['RINGING', 'PROGRESS']);

export const dialState: EventHandler = (world, event, at) => {
  dialGoesOn(world, event, at);
  const uniqueid = event.get('DestUniqueid');
  if (uniqueid === undefined || !ALERTING.has(event.get('DialStatus') ?? '')) return;
  const leg = withLeg(world, uniqueid)?.legs.get(uniqueid);
  if (leg !== undefined) leg.alerting = true;
  for (const { destinations } of world.conversations) {
    const destination = destinations.get(uniqueid);
    if (destination !== undefined) destination.rang = true;
  }
};

export const dialEnded: EventHandler = (world, event, at) => {
  const dialler = world.channels.read(event);
  const destination = world.channels.read(event, 'Dest');
  dialGoesOn(world, event, at);
  if (destination === undefined) return;
  const status = event.get('DialStatus') ?? null;
  const forward = event.get('Forward');
  if (forward !== undefined && dialler !== undefined)
    dialler.forward = { to: forward, by: destination.firstCaller.number ?? destination.named.peer };
  for (const conversation of world.conversations) {
    const dialled = conversation.destinations.get(destination.uniqueid);
    // A queue tells twice; the first is the reason.
    if (dialled !== undefined) dialled.status ??= forward === undefined ? status : 'FORWARDED';
  }
  if (status === 'ANSWER') noteSiblingAnswered(world, destination);
  world.channels.endDial(destination);
};

/** Somebody is dialled by my call: directly, or by a Local channel on its behalf. */
function noteDestination(world: World, dialler: Channel, destination: Channel): void {
  if (!isReal(destination.named)) return;
  const way = [dialler, ...callersOf(world.channels, dialler)].map(({ uniqueid }) => uniqueid);
  for (const conversation of world.conversations) {
    if (conversation.direction === 'in' || conversation.queued) continue;
    // A Local channel of an originate dials my own phone first.
    if (conversation.originated && conversation.pickedUpAt === null) continue;
    const mine = way.some(
      (uniqueid) =>
        conversation.legs.has(uniqueid) || (conversation.originated && conversation.callers.includes(uniqueid)),
    );
    if (!mine) continue;
    conversation.destinations.set(destination.uniqueid, {
      uniqueid: destination.uniqueid,
      rang: false,
      status: null,
      cause: null,
    });
    conversation.because ??= 'dialling';
  }
}

/** Another is rung beside me. */
function noteGroup(world: World, dialler: Channel): void {
  const group = groupRungBy(world, dialler);
  if (group === null) return;
  for (const conversation of world.conversations) {
    if (!isRungBy(conversation, dialler) || conversation.via.group !== undefined) continue;
    conversation.via = { ...conversation.via, group };
    conversation.because ??= 'way-known';
  }
}

function isRungBy(conversation: Conversation, dialler: Channel): boolean {
  return (
    conversation.direction === 'in' &&
    conversation.answeredAt === null &&
    conversation.callers.includes(dialler.uniqueid)
  );
}

function noteSiblingAnswered(world: World, destination: Channel): void {
  if (!isReal(destination.named) || isMine(world, destination)) return;
  const callers = callersOf(world.channels, destination).map(({ uniqueid }) => uniqueid);
  for (const conversation of world.conversations) {
    const caller = conversation.callers.at(-1);
    if (conversation.direction === 'in' && caller !== undefined && callers.includes(caller))
      conversation.siblingAnswered = true;
  }
}
