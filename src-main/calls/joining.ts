import type { Conversation } from './conversation.ts';

/** Makes one of two: what the second has goes to the first, and the second ends without an outcome of its own. */
export function join(first: Conversation, second: Conversation): void {
  for (const [uniqueid, leg] of second.legs) first.legs.set(uniqueid, leg);
  second.legs.clear();
  second.dissolved = true;
  second.over = 'joined-another';
}
