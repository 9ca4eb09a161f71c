import type { InboundOutcome, OutboundOutcome, Outcome } from './call.ts';
import type { Conversation, Destination, LegFacts } from './conversation.ts';

/** Hangup causes (ITU-T Q.850, include/asterisk/causes.h). */
const cause = {
  none: 0,
  normal: 16,
  busy: 17,
  noResponse: 18,
  noAnswer: 19,
  rejected: 21,
  elsewhere: 26,
  interworking: 127,
} as const;

const UNANSWERED: ReadonlySet<number> = new Set([
  cause.none,
  cause.normal,
  cause.noResponse,
  cause.noAnswer,
  cause.elsewhere,
  cause.interworking,
]);

/** A phone that answers busy after it rang was told so by its user. */
const refused = (party: { readonly rang: boolean; readonly cause: number | null }): boolean =>
  party.cause === cause.rejected || (party.rang && party.cause === cause.busy);

/** Asterisk says NOANSWER of whatever ended before it was answered: only one that rang, or was given up, did not answer. */
const unanswered = ({ status, rang, cause: told }: Destination): boolean =>
  status === 'NOANSWER' && (rang || UNANSWERED.has(told ?? cause.none));

interface OutcomeRule<Name extends Outcome> {
  readonly outcome: Name;
  readonly applies: (conversation: Conversation) => boolean;
}

/** The first that applies decides. */
const inbound: readonly OutcomeRule<InboundOutcome>[] = [
  { outcome: 'answered', applies: ({ answeredAt }) => answeredAt !== null },
  { outcome: 'answered-elsewhere', applies: ({ elsewhere, siblingAnswered }) => elsewhere || siblingAnswered },
  { outcome: 'declined', applies: (conversation) => legs(conversation).some(refused) },
  {
    outcome: 'busy',
    applies: (conversation) =>
      legs(conversation).every((leg) => !leg.rang) && legs(conversation).some((leg) => leg.cause === cause.busy),
  },
  { outcome: 'voicemail', applies: ({ voicemail }) => voicemail },
  { outcome: 'missed', applies: () => true },
];

const outbound: readonly OutcomeRule<OutboundOutcome>[] = [
  { outcome: 'answered', applies: ({ answeredAt }) => answeredAt !== null },
  {
    outcome: 'cancelled',
    applies: (conversation) => conversation.originated && legs(conversation).every((leg) => !leg.up),
  },
  { outcome: 'cancelled', applies: (conversation) => lastDestination(conversation)?.status === 'CANCEL' },
  {
    outcome: 'cancelled',
    applies: (conversation) =>
      lastDestination(conversation)?.status === null &&
      ends(conversation, cause.none, cause.normal, cause.interworking),
  },
  {
    outcome: 'no-answer',
    applies: (conversation) => destinations(conversation).some((each) => unanswered(each) && !refused(each)),
  },
  { outcome: 'declined', applies: (conversation) => destinations(conversation).some(refused) },
  {
    outcome: 'busy',
    applies: (conversation) =>
      destinations(conversation).some((each) => each.status === 'BUSY' || each.cause === cause.busy),
  },
  { outcome: 'failed', applies: (conversation) => conversation.destinations.size > 0 },
  // Nobody was dialled: an application answered for the number, or nothing did.
  { outcome: 'busy', applies: (conversation) => ends(conversation, cause.busy) },
  { outcome: 'declined', applies: (conversation) => ends(conversation, cause.rejected) },
  { outcome: 'no-answer', applies: (conversation) => ends(conversation, cause.noResponse, cause.noAnswer) },
  {
    outcome: 'cancelled',
    applies: (conversation) =>
      legs(conversation).some((leg) => leg.hungUpByPhone) &&
      ends(conversation, cause.none, cause.normal, cause.interworking),
  },
  { outcome: 'cancelled', applies: (conversation) => ends(conversation, cause.none) },
  { outcome: 'failed', applies: () => true },
];

export function outcomeOf(conversation: Conversation): Outcome {
  const rules: readonly OutcomeRule<Outcome>[] = conversation.direction === 'in' ? inbound : outbound;
  return rules.find((rule) => rule.applies(conversation))?.outcome ?? 'failed';
}

/** The phone was told that another answered the call. */
export function toldElsewhere(leg: LegFacts): boolean {
  return leg.cause === cause.elsewhere;
}

function legs(conversation: Conversation): readonly LegFacts[] {
  return [...conversation.legs.values()];
}

/** Whom I called. Asterisk hands a refusal on to my channel, whose end may be told before the refusing one’s. */
function destinations(conversation: Conversation): readonly Destination[] {
  const handedOn = ends(conversation, cause.rejected) ? cause.rejected : null;
  return [...conversation.destinations.values()].map((each) =>
    each.cause === null && each.status === 'NOANSWER' ? { ...each, cause: handedOn } : each,
  );
}

function lastDestination(conversation: Conversation): Destination | undefined {
  return destinations(conversation).at(-1);
}

/** The channel on which I placed the call ended with one of these causes (or with none told). */
function ends(conversation: Conversation, ...causes: readonly number[]): boolean {
  return legs(conversation).some((leg) => causes.includes(leg.cause ?? cause.none));
}
