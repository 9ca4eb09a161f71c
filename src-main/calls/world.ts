import type { AmiEvent } from '../ami/event.ts';
import type { Channel } from './channel-table.ts';
import { ChannelTable } from './channel-table.ts';
import type { Conversation } from './conversation.ts';
import { Identity } from './identity.ts';
import type { Me, Party } from './call.ts';

/** Everything that the model knows, in one place. */
export interface World {
  readonly channels: ChannelTable;
  readonly identity: Identity;
  /** Live conversations, in the order in which they began. */
  readonly conversations: Conversation[];
  /** The last that ended as missed: a call record may tell afterwards that the caller reached the mailbox. */
  readonly endedAsMissed: Conversation[];
  /** Channels of mine that outlive the call they belonged to: they begin no other. */
  readonly settled: Set<string>;
  /** Callers whose last call to me somebody else answered: a phone of mine that is dialled late for it begins no other. */
  readonly servedElsewhere: Set<string>;
  /** Originates of Sidetone's own, by the Uniqueid that their first channel will have. */
  readonly originates: Map<string, Party>;
}

/** What one event means. Facts are noted; what follows from them is review.ts's. */
export type EventHandler = (world: World, event: AmiEvent, at: number) => void;

export function newWorld(me: Me): World {
  return {
    channels: new ChannelTable(),
    identity: new Identity(me),
    conversations: [],
    endedAsMissed: [],
    settled: new Set(),
    servedElsewhere: new Set(),
    originates: new Map(),
  };
}

export function withLeg(world: World, uniqueid: string | undefined): Conversation | undefined {
  if (uniqueid === undefined) return undefined;
  return world.conversations.find(({ legs }) => legs.has(uniqueid));
}

export function isMine(world: World, channel: Channel): boolean {
  return world.identity.isMine(channel.named);
}
