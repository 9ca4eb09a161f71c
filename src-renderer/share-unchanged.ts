/**
 * `next`, with every part that equals the same part of `previous` being that very part: snapshots come whole over IPC, and what has not
 * changed should not be rendered again. For plain JSON-like values.
 */
export function shareUnchanged<Value>(previous: unknown, next: Value): Value;
export function shareUnchanged(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const byId = new Map(previous.map((item, at) => [keyOf(item) ?? at, item]));
    const shared = next.map((item, at) => shareUnchanged(byId.get(keyOf(item) ?? at), item));
    const same = shared.length === previous.length && shared.every((item, at) => Object.is(item, previous[at]));
    return same ? previous : shared;
  }
  if (isRecord(previous) && isRecord(next)) {
    const keys = Object.keys(next);
    const shared = Object.fromEntries(keys.map((key) => [key, shareUnchanged(previous[key], next[key])]));
    const same =
      keys.length === Object.keys(previous).length &&
      keys.every((key) => key in previous && Object.is(shared[key], previous[key]));
    return same ? previous : shared;
  }
  return next;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A row of a list keeps its identity by its id when the list moves it. */
const keyOf = (item: unknown): string | null =>
  isRecord(item) && typeof item['id'] === 'string' ? `id ${item['id']}` : null;
