import { type Channel, channelState } from './channel-table.ts';
import { addLeg, beginConversation, callerOf, type Conversation } from './conversation.ts';
import { nobody } from './party.ts';
import { groupRungBy } from './group.ts';
import { callersOf, talkersOf } from './paths.ts';
import { isMine, type World, withLeg } from './world.ts';

/**
 * Decides to which call a channel of mine belongs, as soon as that can be told: it placed one (state Ring), it is dialled for one, or the
 * PBX rings it to dial for me (nobody dials it, and it belongs to no earlier channel).
 */
export function place(world: World, channel: Channel, at: number): void {
  if (channel.hungUp || !isMine(world, channel) || isPlaced(world, channel)) return;
  if (channel.dialled) placeCallee(world, channel, at);
  else if (channel.state === channelState.ring) placeCaller(world, channel, at);
  // Ringing may be told before the Dial is; its Linkedid says by then whether there is a caller. Asterisk 12 has no Linkedid.
  else if (channel.state === channelState.ringing && channel.linkedid !== null) placeCallee(world, channel, at);
  else if (channel.state === channelState.up) (isFirst(channel) ? placeCaller : placeCallee)(world, channel, at);
}

/** A channel of mine ended before anything else was told of it: its Dial is withheld from this user. */
export function placeLate(world: World, channel: Channel, at: number): void {
  if (isMine(world, channel) && !isPlaced(world, channel) && channel.linkedid !== null) placeCallee(world, channel, at);
}

/** What the Dial of a channel of mine tells of the way it came. */
export function noteDial(world: World, conversation: Conversation, channel: Channel): void {
  const callers = whoCalls(world, channel);
  if (callers.length > 0) noteCallers(world, conversation, channel, callers);
}

/** The caller was replaced by another, by a transfer say. */
export function replaceCaller(world: World, conversation: Conversation, caller: Channel): void {
  conversation.callers = [caller.uniqueid];
  conversation.callerTalkedWith = uniqueids(talkersOf(world.channels, caller));
}

function isPlaced(world: World, { uniqueid }: Channel): boolean {
  return world.settled.has(uniqueid) || withLeg(world, uniqueid) !== undefined;
}

function placeCaller(world: World, channel: Channel, at: number): void {
  const conversation = beginConversation({ leg: channel, placing: true, originated: false, direction: 'out', at });
  conversation.because = 'i-dialled';
  conversation.dialled = { number: channel.firstExten ?? channel.exten, name: null };
  world.conversations.push(conversation);
}

function placeCallee(world: World, channel: Channel, at: number): void {
  const callers = whoCalls(world, channel);
  const existing = joined(world, callers);
  if (existing !== undefined) {
    addLeg(existing, channel, false);
    existing.because = 'device-joins';
    if (existing.direction === 'in') noteCallers(world, existing, channel, callers);
    return;
  }
  const caller = callers.at(-1);
  if (
    caller !== undefined &&
    world.servedElsewhere.has(caller.uniqueid) &&
    talkersOf(world.channels, caller).size > 0
  ) {
    world.settled.add(channel.uniqueid);
    return;
  }
  const originated = isOriginated(channel, callers);
  const conversation = beginConversation({
    leg: channel,
    placing: false,
    originated,
    direction: originated ? 'out' : 'in',
    at,
  });
  noteCallers(world, conversation, channel, callers);
  if (originated) {
    conversation.because = 'rung-to-dial';
    const expected = [channel, ...callers]
      .map(({ uniqueid }) => world.originates.get(uniqueid))
      .find((found) => found !== undefined);
    conversation.dialled = expected ?? nobody;
  }
  world.conversations.push(conversation);
}

/**
 * By the Dials. Until they are told, the first channel of the Linkedid stands for the caller: where nobody is known to dial my channel or
 * the Local channel in front of it, and that is not in a bridge itself (as in a consultation, where it stands for the one who consults).
 */
function whoCalls(world: World, channel: Channel): readonly Channel[] {
  const callers = callersOf(world.channels, channel);
  const last = callers.at(-1) ?? channel;
  const open =
    last === channel ||
    (last.named.half === 1 && callers.at(-2)?.named.half === 2 && !last.dialled && last.bridge === null);
  const first = open && !isFirst(last) ? world.channels.live(last.linkedid) : undefined;
  return first === undefined || callers.includes(first) ? callers : [...callers, first];
}

/** A call that I placed, one that the same caller already makes, or one that comes back from the parking lot. */
function joined(world: World, callers: readonly Channel[]): Conversation | undefined {
  const caller = callers.at(-1)?.uniqueid;
  if (caller === undefined) return undefined;
  return (
    world.conversations.find(({ legs }) => callers.some(({ uniqueid }) => legs.has(uniqueid))) ??
    world.conversations.find(
      (conversation) =>
        callerOf(conversation) === caller || conversation.returning === caller || conversation.parkee === caller,
    )
  );
}

/** Nobody dials it or the Local channel in front of it, and that is the first of its Linkedid: the PBX made it in order to dial for somebody. */
function isOriginated(channel: Channel, callers: readonly Channel[]): boolean {
  const first = callers.at(-1);
  if (first === undefined) return isFirst(channel);
  const inFront = callers.at(-2);
  return first.named.half === 1 && inFront?.named.half === 2 && isFirst(first);
}

function isFirst(channel: Channel): boolean {
  return channel.firstLinkedid === null || channel.firstLinkedid === channel.uniqueid;
}

function noteCallers(world: World, conversation: Conversation, leg: Channel, callers: readonly Channel[]): void {
  const before = callerOf(conversation);
  conversation.callers = callers.map(({ uniqueid }) => uniqueid);
  const caller = callers.at(-1);
  if (caller !== undefined && caller.uniqueid !== before)
    conversation.callerTalkedWith = uniqueids(talkersOf(world.channels, caller));
  if (conversation.direction === 'out' || conversation.returning !== null) return;
  const way = [leg, ...callers];
  const queue = way.find((each) => each.queue !== null)?.queue;
  const transferredBy = way.find((each) => each.transferredBy !== null)?.transferredBy;
  const forwardedBy = way.find((each) => each.forwardedBy !== null)?.forwardedBy;
  const group = callers.map((each) => groupRungBy(world, each)).findLast((each) => each !== null);
  conversation.via = {
    ...conversation.via,
    ...(queue == null ? {} : { queue }),
    ...(group == null ? {} : { group }),
    ...(transferredBy == null ? {} : { transferredBy }),
    ...(forwardedBy == null ? {} : { forwardedBy }),
  };
}

function uniqueids(channels: Iterable<Channel>): ReadonlySet<string> {
  return new Set([...channels].map(({ uniqueid }) => uniqueid));
}

/** A channel of mine that a list told of. `AppDial` and `AppQueue` run on those that were called (main/dial.c, app_dial.c, app_queue.c). */
export function placeListed(world: World, channel: Channel, application: string | undefined, at: number): void {
  if (!isMine(world, channel) || isPlaced(world, channel)) return;
  if (application !== undefined && /^App(?:Dial|Queue)/.test(application)) channel.dialled = true;
  if (channel.state === channelState.up && !channel.dialled && application !== undefined)
    placeCaller(world, channel, at);
  else place(world, channel, at);
  const conversation = withLeg(world, channel.uniqueid);
  if (conversation?.told === null) conversation.because = 'listed';
}
