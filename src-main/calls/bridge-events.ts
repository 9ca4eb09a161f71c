import { place } from './placing.ts';
import { type EventHandler, withLeg } from './world.ts';

/** Bridges in which people talk. Conferences, parking lots and holding bridges are `base`, `parking`, `holding`, `agent` … */
const TALK = 'basic';

export const enteredBridge: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  const bridge = event.get('BridgeUniqueid');
  if (channel === undefined || bridge === undefined) return;
  place(world, channel, at);
  const talk = (event.get('BridgeType') ?? TALK) === TALK;
  world.channels.enterBridge(channel, bridge, talk);
  const conversation = withLeg(world, channel.uniqueid);
  const leg = conversation?.legs.get(channel.uniqueid);
  if (conversation === undefined || leg === undefined) return;
  // What it held was left behind: the PBX moved it into a consultation, or back. A phone may also hold before its first bridge.
  if (conversation.talkedWith.size > 0) leg.held = false;
  if (conversation.originated && !talk) conversation.reachedApplication = true;
};

export const leftBridge: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  if (channel === undefined) return;
  place(world, channel, at);
  if (channel.bridge === event.get('BridgeUniqueid')) world.channels.leaveBridge(channel);
};

export const bridgeDestroyed: EventHandler = (world, event) => {
  const bridge = event.get('BridgeUniqueid');
  if (bridge !== undefined) world.channels.destroyBridge(bridge);
};
