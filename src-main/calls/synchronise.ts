import type { AmiEvent } from '../ami/event.ts';
import { endChannel } from './channel-events.ts';
import { placeListed } from './placing.ts';
import type { Snapshot } from './snapshot.ts';
import type { World } from './world.ts';

/** Makes the world what the PBX lists: what it does not list is gone, what it lists is there. */
export function synchronise(world: World, snapshot: Snapshot, at: number): void {
  // A hint first: it may make a listed channel mine.
  for (const hint of snapshot.hints ?? []) world.identity.learnHint(hint.get('Exten'), hint.get('Hint'));
  const listed = new Map<string, AmiEvent>();
  for (const item of snapshot.channels) {
    const uniqueid = item.get('Uniqueid');
    if (uniqueid !== undefined && item.get('Channel') !== undefined) listed.set(uniqueid, item);
  }
  for (const channel of world.channels.all()) {
    if (snapshot.partial !== true && !listed.has(channel.uniqueid)) endChannel(world, channel);
  }
  for (const item of listed.values()) {
    const channel = world.channels.read(item);
    if (channel === undefined) continue;
    const bridge = item.get('BridgeID');
    if (bridge === undefined) world.channels.leaveBridge(channel);
    else world.channels.enterBridge(channel, bridge, true);
  }
  for (const [uniqueid, item] of listed) {
    const channel = world.channels.live(uniqueid);
    if (channel !== undefined) placeListed(world, channel, item.get('Application'), at);
  }
  if (snapshot.parked !== undefined) noteParked(world, snapshot.parked);
}

function noteParked(world: World, parked: readonly AmiEvent[]): void {
  const parkees = new Set(
    parked.map(
      (item) =>
        item.get('ParkeeUniqueid') ?? world.channels.named(item.get('ParkeeChannel') ?? item.get('Channel'))?.uniqueid,
    ),
  );
  for (const conversation of world.conversations) {
    if (conversation.parkee !== null && !parkees.has(conversation.parkee)) conversation.parkee = null;
  }
}
