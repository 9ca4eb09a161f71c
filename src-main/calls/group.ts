import type { Channel } from './channel-table.ts';
import { isMine, type World } from './world.ts';

/** Several are rung at once, not all of them mine: the extension in which that happens is the group's number. */
export function groupRungBy(world: World, dialler: Channel): string | null {
  const { dialling, queue } = dialler;
  if (
    dialling === null ||
    queue !== null ||
    dialling.destinations.size < 2 ||
    world.identity.isMyNumber(dialling.exten)
  )
    return null;
  const others = [...dialling.destinations].some((uniqueid) => !leadsToMe(world, world.channels.get(uniqueid)));
  return others ? dialling.exten : null;
}

function leadsToMe(world: World, destination: Channel | undefined): boolean {
  if (destination === undefined) return true;
  if (destination.named.half === null) return isMine(world, destination);
  return world.identity.isMyNumber(destination.named.peer.split('@')[0] ?? null);
}
