import { AmiError, type AmiErrorCode } from './error.ts';
import type { AmiPacket } from './packet.ts';
import type { AmiResponse } from './response.ts';

/** `Pong` and `Events On` are Asterisk 1.4's; `Follows` is a command's before 14. */
const SUCCESS = /^(?:Success|Follows|Pong|Goodbye|Events (?:On|Off))$/i;

export function isSuccess(packet: AmiPacket): boolean {
  return SUCCESS.test(packet.name);
}

export function messageOf(packet: AmiPacket): string {
  return (packet.get('Message') ?? '').trimEnd();
}

export function toResponse(packet: AmiPacket): AmiResponse {
  return {
    status: packet.name,
    message: messageOf(packet),
    get: (key) => packet.get(key)?.replace(/\n+$/, '') || undefined,
    all: (key) => packet.all(key),
    get fields() {
      return packet.fields;
    },
    get output() {
      return packet.output;
    },
  };
}

/** Asterisk's texts for what has a code of its own; everything else is `action-failed`. */
const REFUSALS: readonly (readonly [RegExp, AmiErrorCode, (action: string) => string])[] = [
  [
    /^Permission denied/i,
    'permission-denied',
    (action) => `The PBX does not permit this manager user to use ${action}.`,
  ],
  [/^Invalid\/unknown command/i, 'unknown-action', (action) => `This PBX does not know the action ${action}.`],
  [/^Asterisk is shutting down/i, 'shutting-down', () => 'Asterisk is shutting down.'],
];

export function toError(packet: AmiPacket, action: string): AmiError {
  const message = messageOf(packet);
  const said = packet.output ?? message;
  for (const [text, code, words] of REFUSALS)
    if (text.test(message)) return new AmiError(code, words(action), { said });
  return new AmiError(
    'action-failed',
    said === '' ? `The PBX refused ${action} without saying why.` : `The PBX says: ${said}`,
    { said },
  );
}
