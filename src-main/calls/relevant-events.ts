import { eventRules } from './event-rules.ts';

/** The events that the call model reads. Everything else may be dropped before it is decoded. */
export const relevantEvents: ReadonlySet<string> = new Set([...eventRules.keys(), 'FullyBooted', 'Shutdown']);
