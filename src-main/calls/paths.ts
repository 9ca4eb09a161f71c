import { isReal } from './device.ts';
import type { Channel, ChannelTable } from './channel-table.ts';

/**
 * Who called a channel, from its dialler up to the one that nobody dialled: through Local channels, whose `;2` dials on behalf of
 * whoever dialled their `;1`. Empty while nothing says who dialled it.
 */
export function callersOf(channels: ChannelTable, channel: Channel): readonly Channel[] {
  const callers: Channel[] = [];
  const seen = new Set([channel]);
  let at: Channel | undefined = channel;
  while (at !== undefined) {
    const next: Channel | undefined = at.named.half === 2 ? channels.otherHalfOf(at) : channels.get(at.dialledBy);
    if (next === undefined || seen.has(next)) break;
    seen.add(next);
    callers.push(next);
    at = next;
  }
  return callers;
}

/** The phones and lines that a channel talks with: those in its bridge, and those behind Local channels in it. */
export function talkersOf(channels: ChannelTable, channel: Channel): ReadonlySet<Channel> {
  const talkers = new Set<Channel>();
  const seen = new Set<Channel>([channel]);
  const open: Channel[] = [channel];
  const half = channels.otherHalfOf(channel);
  if (half !== undefined) open.push(half);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const other of channels.bridgedWith(at)) {
      if (seen.has(other)) continue;
      seen.add(other);
      if (isReal(other.named)) {
        talkers.add(other);
        continue;
      }
      const beyond = channels.otherHalfOf(other);
      if (beyond !== undefined && !seen.has(beyond)) {
        seen.add(beyond);
        open.push(beyond);
      }
    }
  }
  talkers.delete(channel);
  return talkers;
}
