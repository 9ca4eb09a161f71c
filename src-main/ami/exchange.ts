import type { AmiList } from './action.ts';
import type { Clock } from './clock.ts';
import type { Dialect } from './dialects/dialect.ts';
import { AmiError } from './error.ts';
import type { AmiEvent } from './event.ts';
import { completesList, listStart } from './lists.ts';
import { isSuccess, toError, toResponse } from './reply.ts';
import type { Request } from './requests.ts';
import type { AmiResponse } from './response.ts';

/** A promise with a deadline that moves as long as something arrives. It settles once; whatever comes later is without effect. */
export class Pending<Value> {
  readonly promise: Promise<Value>;
  #settle: { readonly resolve: (value: Value) => void; readonly reject: (error: AmiError) => void } | null = null;
  #heardAt: number;
  #cancelTimer: () => void = () => undefined;
  readonly #clock: Clock;

  constructor(clock: Clock, timeoutMs: number, timeoutWords: string) {
    this.#clock = clock;
    this.#heardAt = clock.now();
    this.promise = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#watch(timeoutMs, timeoutMs, timeoutWords);
  }

  get settled(): boolean {
    return this.#settle === null;
  }

  resolve(value: Value): void {
    this.#finish()?.resolve(value);
  }

  reject(error: AmiError): void {
    this.#finish()?.reject(error);
  }

  /** Something arrived: the deadline counts from now. */
  touch(): void {
    this.#heardAt = this.#clock.now();
  }

  #watch(waitMs: number, timeoutMs: number, words: string): void {
    this.#cancelTimer = this.#clock.after(waitMs, () => {
      const left = this.#heardAt + timeoutMs - this.#clock.now();
      // Timers may fire a fraction of a millisecond early.
      if (left > 1) this.#watch(left, timeoutMs, words);
      else this.reject(new AmiError('timeout', words));
    });
  }

  #finish(): { readonly resolve: (value: Value) => void; readonly reject: (error: AmiError) => void } | null {
    const settle = this.#settle;
    this.#settle = null;
    this.#cancelTimer();
    return settle;
  }
}

export interface Asked {
  readonly action: string;
  readonly actionId: string;
}

/** An action with one answer. */
export function simpleRequest({ action, actionId }: Asked, pending: Pending<AmiResponse>): Request {
  return {
    action,
    actionId,
    get settled() {
      return pending.settled;
    },
    onResponse(packet) {
      if (isSuccess(packet)) pending.resolve(toResponse(packet));
      else pending.reject(toError(packet, action));
      return false;
    },
    onItem: () => true,
    onBrokenOff: () => undefined,
    onEnd: (error) => pending.reject(error),
  };
}

/** More than the largest PBX has of anything; beyond it a server that never ends its list would fill the memory. */
const MAX_ITEMS = 100_000;

/** An action that is answered with events. */
export function listRequest({ action, actionId }: Asked, pending: Pending<AmiList>, dialect: Dialect): Request {
  const items: AmiEvent[] = [];
  let response: AmiResponse | null = null;
  return {
    action,
    actionId,
    get settled() {
      return pending.settled;
    },
    onResponse(packet) {
      const start = listStart(packet);
      if (start === 'error') {
        pending.reject(toError(packet, action));
        return false;
      }
      response = toResponse(packet);
      pending.touch();
      if (start === 'items-follow') return true;
      pending.resolve({ response, items: [], complete: null });
      return false;
    },
    onItem(packet) {
      pending.touch();
      const complete = completesList(packet);
      // A list that nobody waits for any more is followed to its end, but not kept.
      if (!pending.settled) {
        const item = dialect.translateItem(packet);
        if (!complete) items.push(item);
        if (items.length > MAX_ITEMS) {
          items.length = 0;
          pending.reject(
            new AmiError('packet-too-large', `The PBX answered ${action} with more than ${MAX_ITEMS} entries.`),
          );
        }
        if (response !== null && (complete || dialect.endsList(packet)))
          pending.resolve({ response, items, complete: complete ? item : null });
      }
      return complete || dialect.endsList(packet);
    },
    onBrokenOff(packet) {
      pending.reject(toError(packet, action));
    },
    onEnd: (error) => pending.reject(error),
  };
}
