import { callerOf, type Conversation } from './conversation.ts';
import { deviceName } from './device.ts';
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
  const uniqueid = event.get('Uniqueid');
  const waiting = world.conversations.filter(({ originated, dialled }) => originated && dialled.number === null);
  const meant =
    uniqueid === undefined
      ? failedAt(world, waiting, event.get('Channel'))
      : waiting.find(({ legs, callers }) => legs.has(uniqueid) || callers.includes(uniqueid));
  if (number === null || meant === undefined) return;
  meant.dialled = { number, name: nameShown(world, meant, number) };
  meant.because ??= 'dialling';
};

/**
 * A failure tells no Uniqueid, only the device (or the Local channel) that was asked for: the originate whose phone refused is meant, or the
 * only one that waits there.
 */
function failedAt(world: World, waiting: readonly Conversation[], asked: string | undefined): Conversation | undefined {
  const there = waiting.filter(({ legs, callers, pickedUpAt }) => {
    const channels = [...legs.keys(), ...callers].flatMap((uniqueid) => world.channels.get(uniqueid) ?? []);
    return pickedUpAt === null && channels.some(({ named }) => deviceName(named) === asked?.replace(/\/n$/, ''));
  });
  const refused = there.filter(({ legs }) => [...legs.values()].some(({ cause }) => cause !== null));
  const [only, ...more] = refused.length > 0 ? refused : there;
  return more.length === 0 ? only : undefined;
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
