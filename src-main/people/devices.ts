/**
 * The devices of a dialplan hint, as `TECH/peer`: `PJSIP/1001&Custom:DND1001,CustomPresence:1001` gives `PJSIP/1001`.
 * What is not a phone (custom states, parking places, conferences, queues) is left out, as is a Local channel.
 */
export function devicesOfHint(hint: string | undefined): readonly string[] {
  const states = hint?.split(',')[0] ?? '';
  return states
    .split('&')
    .map((part) => part.trim())
    .filter((part) => /^[A-Za-z][A-Za-z0-9]*\/[^\s/:]+$/.test(part) && !/^Local\//i.test(part));
}
