/** How far the two clocks may differ before the wall clock is believed, in milliseconds. */
const TOLERANCE = 100;

let offset = performance.timeOrigin;

/**
 * Milliseconds since the epoch, with fractions. `performance` has the fractions and never runs backwards, but on Linux and macOS it
 * stands still while the computer sleeps; after that, or when the computer's clock was set, it is moved to the wall clock.
 */
export function wallClock(): number {
  const now = offset + performance.now();
  const drift = Date.now() - now;
  if (Math.abs(drift) < TOLERANCE) return now;
  offset += drift;
  return now + drift;
}
