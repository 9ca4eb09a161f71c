import type { AmiError } from './error.ts';
import type { AmiPacket } from './packet.ts';

/** An action on its way. What a packet means for it, it decides itself. */
export interface Request {
  readonly action: string;
  readonly actionId: string;
  /** Its answer. `true`: events with its ActionID belong to it from now on. */
  onResponse(response: AmiPacket): boolean;
  /** `true`: that was the last one. */
  onItem(event: AmiPacket): boolean;
  /** An error in the middle of the list, after which nothing more comes. */
  onBrokenOff(response: AmiPacket): void;
  /** The session ended. */
  onEnd(error: AmiError): void;
  /** Nobody waits for it any more; it only keeps its place in the order. */
  readonly settled: boolean;
}

/**
 * Which request a packet belongs to. Asterisk works on one action after the other (main/manager.c, `session_do`), so answers come in
 * the order of the requests; an answer without ActionID (some error paths, `Events` before 1.8) is the oldest request's.
 * A request that timed out keeps its place, so that its late answer is recognised and dropped.
 */
export class Requests {
  #unanswered: Request[] = [];
  readonly #collecting = new Map<string, Request>();

  add(request: Request): void {
    this.#unanswered.push(request);
  }

  /** Whether somebody waits for an answer other than a ping's. */
  isBusy(): boolean {
    const waits = (request: Request): boolean => !request.settled && request.action !== 'Ping';
    return this.#unanswered.some(waits) || [...this.#collecting.values()].some(waits);
  }

  onResponse(response: AmiPacket): void {
    const actionId = response.get('ActionID') ?? '';
    const request = actionId === '' ? this.#unanswered.shift() : this.#take(actionId);
    if (request !== undefined) {
      if (request.onResponse(response)) this.#collecting.set(request.actionId, request);
      return;
    }
    const list = this.#collecting.get(actionId);
    if (list === undefined) return;
    this.#collecting.delete(actionId);
    list.onBrokenOff(response);
  }

  /** `true` when the event is part of a list's answer. */
  onEvent(event: AmiPacket): boolean {
    if (this.#collecting.size === 0) return false;
    const actionId = event.get('ActionID');
    const request = actionId === undefined ? undefined : this.#collecting.get(actionId);
    if (request === undefined) return false;
    if (request.onItem(event)) this.#collecting.delete(request.actionId);
    return true;
  }

  /** The session ended: nothing of what is open will be answered. */
  end(error: AmiError): void {
    const open = [...this.#unanswered, ...this.#collecting.values()];
    this.#unanswered = [];
    this.#collecting.clear();
    for (const request of open) request.onEnd(error);
  }

  /** Takes the request with this ActionID out, and with it those before it that nobody waits for: their turn is over. */
  #take(actionId: string): Request | undefined {
    const index = this.#unanswered.findIndex((request) => request.actionId === actionId);
    if (index === -1) return undefined;
    const [found] = this.#unanswered.splice(index, 1);
    if (index > 0) this.#unanswered = this.#unanswered.filter((request, place) => place >= index || !request.settled);
    return found;
  }
}
