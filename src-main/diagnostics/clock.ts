/** How far the wall clock may be ahead before it is believed, in milliseconds. */
const TOLERANCE = 100;

let offset = performance.timeOrigin;

/**
 * Milliseconds since the epoch, with fractions, never running backwards. `performance` has both, but on Linux and macOS it stands
 * still while the computer sleeps: after that it is moved on to the wall clock.
 */
export function wallClock(): number {
  const now = offset + performance.now();
  const behind = Date.now() - now;
  if (behind < TOLERANCE) return now;
  offset += behind;
  return now + behind;
}
