import type { Call, Outcome, Transition } from './call.ts';
import { callerOf, type Conversation, liveLegs } from './conversation.ts';
import { outcomeOf } from './outcome.ts';
import { sameParty } from './party.ts';
import { type Rule, reason } from './reasons.ts';
import { notice, present } from './review.ts';
import type { World } from './world.ts';

/** How many calls that ended as missed wait for a call record that names the mailbox. */
const AWAITING_RECORD = 32;

/** What follows from the facts: transitions, each call in turn. `event` is `null` where no event decided. */
export function tell(world: World, event: string | null, at: number): readonly Transition[] {
  if (world.conversations.length === 0 && world.endedAsMissed.length === 0) return [];
  const transitions: Transition[] = [];
  for (const conversation of world.conversations.slice()) {
    notice(world, conversation, at);
    const ending = endingOf(world, conversation);
    const transition =
      ending === null ? change(world, conversation, event) : end(world, conversation, ending, event, at);
    conversation.because = null;
    if (transition !== null) transitions.push(transition);
  }
  return [...transitions, ...amended(world, event)];
}

/** Why the call is over for me, or `null` while it is not. */
function endingOf(world: World, conversation: Conversation): Rule | null {
  const { over, answeredAt, elsewhere, direction, parkee, returning, voicemail } = conversation;
  if (over !== null) return over;
  if (direction === 'in' && answeredAt === null && elsewhere) return 'answered-elsewhere';
  if (liveLegs(conversation).length > 0 || parkee !== null) return null;
  const caller = returning ?? callerOf(conversation);
  const callerThere = world.channels.live(caller) !== undefined && !conversation.callerLeft;
  if (returning !== null) return callerThere && !elsewhere ? null : 'answered';
  // The caller may still reach another phone, mine again, or my mailbox.
  const undecided = direction === 'in' && answeredAt === null && !voicemail && callerThere;
  return undecided ? null : outcomeOf(conversation);
}

function end(
  world: World,
  conversation: Conversation,
  rule: Rule,
  event: string | null,
  at: number,
): Transition | null {
  world.conversations.splice(world.conversations.indexOf(conversation), 1);
  for (const { uniqueid } of liveLegs(conversation)) world.settled.add(uniqueid);
  const { told: previous, dissolved } = conversation;
  if (dissolved && previous === null) return null;
  creditApplication(conversation);
  const outcome = dissolved ? null : outcomeOf(conversation);
  const call: Call = { ...present(world, conversation), state: 'ended', legs: [], endedAt: at, outcome };
  conversation.told = call;
  const caller = world.channels.live(callerOf(conversation));
  if (outcome === 'answered-elsewhere' && caller !== undefined) world.servedElsewhere.add(caller.uniqueid);
  if (outcome === 'missed') {
    world.endedAsMissed.push(conversation);
    if (world.endedAsMissed.length > AWAITING_RECORD) world.endedAsMissed.shift();
  }
  const shown = conversation.unseenEnd ? 'ended-unseen' : isOutcome(rule) ? (outcome ?? rule) : rule;
  return { call, previous, why: reason(shown, event) };
}

/** The PBX rang me and then ran an application for the number: I talked with it, unless its end says that it only signalled. */
function creditApplication(conversation: Conversation): void {
  const { originated, pickedUpAt, destinations, legs } = conversation;
  if (!originated || pickedUpAt === null || destinations.size > 0 || conversation.answeredAt !== null) return;
  const harmless = [...legs.values()].every(
    ({ cause }) => cause === null || cause === 0 || cause === 16 || cause === 32 || cause === 127,
  );
  if (harmless) conversation.answeredAt = pickedUpAt;
}

const outcomes: ReadonlySet<string> = new Set<Outcome>([
  'answered',
  'answered-elsewhere',
  'declined',
  'busy',
  'voicemail',
  'missed',
  'no-answer',
  'cancelled',
  'failed',
]);

function isOutcome(rule: Rule): boolean {
  return outcomes.has(rule);
}

function change(world: World, conversation: Conversation, event: string | null): Transition | null {
  if (!isVisible(conversation)) return null;
  const call = present(world, conversation);
  const previous = conversation.told;
  if (previous !== null && sameCall(previous, call)) return null;
  conversation.told = call;
  return { call, previous, why: reason(ruleOf(previous, call, conversation.because), event) };
}

/** A call that comes to me is one once a phone of mine rings for it or takes it. */
function isVisible({ direction, told, answeredAt, legs }: Conversation): boolean {
  return direction === 'out' || told !== null || answeredAt !== null || [...legs.values()].some((leg) => leg.rang);
}

function ruleOf(previous: Call | null, call: Call, because: Rule | null): Rule {
  if (previous === null) return because ?? 'listed';
  if (call.answeredAt !== null && previous.answeredAt === null && because !== 'picked-up-by-me')
    return call.direction === 'in' ? 'i-answered' : 'far-side-answered';
  if (call.state === 'dialing' && previous.state === 'ringing') return 'ring-stopped';
  if (because !== null) return because;
  if (!sameParty(call.remote, previous.remote)) return 'party-known';
  return call.legs.length < previous.legs.length ? 'device-leaves' : 'way-known';
}

function sameCall(one: Call, other: Call): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A call record came after the end: the caller had reached my mailbox. */
function amended(world: World, event: string | null): readonly Transition[] {
  const transitions: Transition[] = [];
  for (const conversation of world.endedAsMissed.filter(({ voicemail }) => voicemail)) {
    world.endedAsMissed.splice(world.endedAsMissed.indexOf(conversation), 1);
    const previous = conversation.told;
    if (previous === null) continue;
    const call: Call = { ...previous, outcome: 'voicemail' };
    conversation.told = call;
    transitions.push({ call, previous, why: reason('mailbox-reached', event) });
  }
  return transitions;
}
