import type { AmiPacket } from './packet.ts';
import { isSuccess, messageOf } from './reply.ts';

/** How a server answers an event-generating action (main/manager.c, `astman_send_list_complete_start`, and each action's own hand before 13.2). */
export type ListStart = 'items-follow' | 'empty' | 'error';

const WILL_FOLLOW = /follow/i;

/** Errors that only mean that there is nothing to list: `No endpoints found`, `No active conferences.`, `No dialplan hints are available`. */
const NOTHING_THERE =
  /^(?:there are )?no (?!such\b)[^.]*\b(?:found|available|defined|configured|conferences)\b|^Database entry not found/i;

export function listStart(response: AmiPacket): ListStart {
  if (!isSuccess(response)) return NOTHING_THERE.test(messageOf(response)) ? 'empty' : 'error';
  const announced = response.get('EventList')?.toLowerCase() === 'start' || WILL_FOLLOW.test(messageOf(response));
  return announced ? 'items-follow' : 'empty';
}

/** `EventList: Complete`; before 13.2 some Complete events have only their name (`StatusComplete`, `QueueStatusComplete`, …). */
export function completesList(event: AmiPacket): boolean {
  return event.get('EventList')?.toLowerCase() === 'complete' || event.name.endsWith('Complete');
}
