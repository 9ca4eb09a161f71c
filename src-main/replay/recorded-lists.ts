import { completesList, listStart } from '../ami/lists.ts';
import type { AmiPacket } from '../ami/packet.ts';

/** Which packets of a recorded stream are items of somebody's list, told by the ActionID of the answer that announced it. */
export class RecordedLists {
  readonly #open = new Map<string, AmiPacket[]>();

  /** To be told of every reply. */
  onResponse(response: AmiPacket): void {
    const actionId = response.get('ActionID');
    if (actionId !== undefined && listStart(response) === 'items-follow') this.#open.set(actionId, []);
  }

  /** `null` where the event is none of a list's; else the list's items, if this event completes it. */
  onEvent(event: AmiPacket): { readonly completed: readonly AmiPacket[] | null } | null {
    const actionId = event.get('ActionID');
    const items = actionId === undefined || isBroadcast(event) ? undefined : this.#open.get(actionId);
    if (items === undefined || actionId === undefined) return null;
    if (!completesList(event)) {
      items.push(event);
      return { completed: null };
    }
    this.#open.delete(actionId);
    return { completed: items };
  }
}

/**
 * Events that everybody gets may carry somebody's ActionID too (OriginateResponse, UserEvent). Their `Privilege` names classes and `all`
 * (main/manager.c, `__ast_manager_event_multichan`); list items have none, or one word (`Status`: `Call`).
 */
function isBroadcast(event: AmiPacket): boolean {
  return event.get('Privilege')?.includes(',') ?? false;
}
