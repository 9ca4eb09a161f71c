import type { AmiEvent } from '../ami/event.ts';

/**
 * What happens to channels while their list is on its way. The answer is handed over a moment after its last byte, and events that
 * came in between are newer than it: without them a channel that has just gone would come back for good, and one that has just
 * come would be taken for gone.
 */
export class ChannelWatch {
  readonly #gone = new Set<string>();
  readonly #born = new Map<string, AmiEvent>();

  observe(event: AmiEvent): void {
    const uniqueid = event.get('Uniqueid');
    if (uniqueid === undefined) return;
    if (event.name === 'Hangup') {
      this.#gone.add(uniqueid);
      this.#born.delete(uniqueid);
    } else if (event.name === 'Newchannel' || (event.name === 'Newstate' && this.#born.has(uniqueid))) {
      this.#born.set(uniqueid, event);
    }
  }

  /** The list as it is now. A channel's own events carry the same fields as the list's items. */
  correct(listed: readonly AmiEvent[]): readonly AmiEvent[] {
    const there = listed.filter((item) => !this.#gone.has(item.get('Uniqueid') ?? ''));
    const ids = new Set(there.map((item) => item.get('Uniqueid')));
    return [...there, ...[...this.#born].filter(([uniqueid]) => !ids.has(uniqueid)).map(([, event]) => event)];
  }
}
