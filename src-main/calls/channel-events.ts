import { type Channel, channelState } from './channel-table.ts';
import { addLeg, callerOf } from './conversation.ts';
import { place, placeLate } from './placing.ts';
import { type EventHandler, isMine, withLeg, type World } from './world.ts';

/** Any event that says no more than how a channel is now. */
export const channelChanged: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  if (channel !== undefined) touch(world, channel, at);
};

export function touch(world: World, channel: Channel, at: number): void {
  place(world, channel, at);
}

/** `HangupRequest`: the device asked for the channel's end, and its cause says why. */
export const hangupRequested: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  if (channel === undefined) return;
  channel.leaving = true;
  touch(world, channel, at);
  noteCause(world, channel, event.get('Cause'));
  const leg = withLeg(world, channel.uniqueid)?.legs.get(channel.uniqueid);
  if (leg !== undefined) leg.hungUpByPhone = true;
};

export const hungUp: EventHandler = (world, event, at) => {
  // A channel that nothing was told of before is none to begin a call with.
  if (world.channels.live(event.get('Uniqueid')) === undefined) return;
  const channel = world.channels.read(event);
  if (channel === undefined) return;
  place(world, channel, at);
  placeLate(world, channel, at);
  noteCause(world, channel, event.get('Cause'));
  endChannel(world, channel);
};

/** The channel is gone, as told by its Hangup or by a list that it is not in. */
export function endChannel(world: World, channel: Channel): void {
  const conversation = withLeg(world, channel.uniqueid);
  const leg = conversation?.legs.get(channel.uniqueid);
  if (leg !== undefined && conversation !== undefined) {
    leg.hungUp = true;
    leg.held = false;
    conversation.callerLeft = world.channels.get(callerOf(conversation))?.leaving === true;
    conversation.because ??= 'device-leaves';
  }
  for (const each of world.conversations) {
    if (each.parkee === channel.uniqueid) each.parkee = null;
  }
  world.settled.delete(channel.uniqueid);
  world.servedElsewhere.delete(channel.uniqueid);
  world.channels.hangUp(channel);
}

function noteCause(world: World, channel: Channel, text: string | undefined): void {
  const cause = Number(text);
  if (text === undefined || !Number.isInteger(cause)) return;
  for (const conversation of world.conversations) {
    const leg = conversation.legs.get(channel.uniqueid);
    if (leg !== undefined) leg.cause = cause;
    const destination = conversation.destinations.get(channel.uniqueid);
    // Once its Dial is over, a cause tells how Asterisk cleared it away, not what the far side said.
    if (destination !== undefined && (destination.status !== 'CANCEL' || destination.cause === null))
      destination.cause = cause;
  }
}

/**
 * `Rename`. Where channels are swapped, the device keeps its name and gets another Uniqueid: the leg follows the name.
 */
export const renamed: EventHandler = (world, event, at) => {
  const channel = world.channels.get(event.get('Uniqueid')) ?? world.channels.named(event.get('Channel'));
  const name = event.get('Newname');
  if (channel === undefined || channel.hungUp || name === undefined) return;
  world.channels.rename(channel, name);
  for (const conversation of world.conversations) {
    for (const leg of conversation.legs.values()) {
      if (leg.channel !== name || leg.uniqueid === channel.uniqueid || leg.hungUp) continue;
      conversation.legs.delete(leg.uniqueid);
      addLeg(conversation, channel, leg.placing);
      const moved = conversation.legs.get(channel.uniqueid);
      if (moved !== undefined) Object.assign(moved, { rang: leg.rang, held: leg.held });
      conversation.because = 'connected';
      return;
    }
  }
  if (isMine(world, channel)) {
    if (channel.state !== channelState.down) touch(world, channel, at);
    return;
  }
  // Another channel took its place in the call: the phone is out of it.
  const conversation = withLeg(world, channel.uniqueid);
  const left = conversation?.legs.get(channel.uniqueid);
  if (conversation === undefined || left === undefined) return;
  left.hungUp = true;
  conversation.because = 'device-leaves';
};

export const held: EventHandler = (world, event, at) => {
  hold(world, event, at, true);
};

export const unheld: EventHandler = (world, event, at) => {
  hold(world, event, at, false);
};

function hold(world: World, event: Parameters<EventHandler>[1], at: number, holds: boolean): void {
  const channel = world.channels.read(event);
  if (channel === undefined) return;
  touch(world, channel, at);
  const conversation = withLeg(world, channel.uniqueid);
  const leg = conversation?.legs.get(channel.uniqueid);
  if (conversation === undefined || leg === undefined || leg.held === holds) return;
  leg.held = holds;
  conversation.because = holds ? 'held' : 'resumed';
}
