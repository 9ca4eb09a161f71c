import { callerOf, type Conversation } from './conversation.ts';
import { place } from './placing.ts';
import { given } from './party.ts';
import { type EventHandler, withLeg, type World } from './world.ts';

/** `ExtensionStatus` names the devices of an extension. */
export const extensionStatus: EventHandler = (world, event, at) => {
  if (!world.identity.learnHint(event.get('Exten'), event.get('Hint'))) return;
  for (const channel of world.channels.all()) place(world, channel, at);
};

export const queueJoined: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  if (channel === undefined) return;
  place(world, channel, at);
  channel.queue = event.get('Queue') ?? null;
  const conversation =
    withLeg(world, channel.uniqueid) ??
    world.conversations.find((each) => each.originated && callerOf(each) === channel.uniqueid);
  if (conversation === undefined || conversation.direction === 'in') return;
  conversation.queued = true;
  conversation.reachedApplication = true;
};

export const queueLeft: EventHandler = (world, event, at) => {
  const channel = world.channels.read(event);
  if (channel === undefined) return;
  place(world, channel, at);
  channel.queue = null;
};

/** `OriginateResponse` names the extension that my phone, once answered, is connected to. It is told to every session. */
export const originateAnswered: EventHandler = (world, event) => {
  const number = given(event.get('Exten'));
  if (number === null) return;
  const uniqueid = event.get('Uniqueid');
  const device = event.get('Channel');
  for (const conversation of world.conversations) {
    if (!conversation.originated || conversation.dialled.number !== null) continue;
    const told =
      uniqueid === undefined
        ? waitsAt(conversation, device)
        : conversation.legs.has(uniqueid) || conversation.callers.includes(uniqueid);
    if (!told) continue;
    conversation.dialled = { number, name: nameShown(world, conversation, number) };
    conversation.because ??= 'dialling';
    return;
  }
};

/** A failure tells no Uniqueid: the first originate that still waits at that device is meant. */
function waitsAt(conversation: Conversation, device: string | undefined): boolean {
  return (
    device !== undefined &&
    conversation.pickedUpAt === null &&
    [...conversation.legs.values()].some((leg) => leg.device === device)
  );
}

/** The name that the originate gave my phone to show, if it is this number's. */
function nameShown(world: World, conversation: Conversation, number: string): string | null {
  for (const uniqueid of conversation.legs.keys()) {
    const connected = world.channels.get(uniqueid)?.connected;
    if (connected?.number === number) return connected.name;
  }
  return null;
}

/** `Newexten`, where it may be read: the caller is handed to voicemail. */
export const applicationBegan: EventHandler = (world, event) => {
  if (event.get('Application') === 'VoiceMail') reachedMailbox(world, event.get('Uniqueid'), event.get('AppData'));
};

/** `MessageWaiting` names the channel that left the message. */
export const messageLeft: EventHandler = (world, event) => {
  reachedMailbox(
    world,
    event.get('Uniqueid') ?? world.channels.named(event.get('Channel'))?.uniqueid,
    event.get('Mailbox'),
  );
};

/** `Cdr` says at the end, or after it, that the caller was with voicemail. */
export const callRecord: EventHandler = (world, event) => {
  if (event.get('LastApplication') === 'VoiceMail') reachedMailbox(world, event.get('UniqueID'), event.get('LastData'));
};

function reachedMailbox(world: World, uniqueid: string | undefined, mailboxes: string | undefined): void {
  if (uniqueid === undefined || !world.identity.isMyMailbox(mailboxes)) return;
  for (const conversation of [...world.conversations, ...world.endedAsMissed]) {
    if (conversation.direction === 'in' && conversation.callers.includes(uniqueid)) conversation.voicemail = true;
  }
}
