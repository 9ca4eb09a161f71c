/**
 * The one channel by which every request of `contract.ts` travels, as `(name, argument)`. One channel rather than one for each
 * request, so that a request nobody knows arrives at the same sender check and is refused and logged like any other.
 *
 * Kept apart from the contract because preload needs this and must not carry zod.
 */
export const REQUEST_CHANNEL = 'sidetone/request';

/** Under this name preload exposes its functions to the page: `window.sidetone`. */
export const API_NAME = 'sidetone';
