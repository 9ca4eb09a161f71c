import type { AmiAction } from './action.ts';
import { AmiError } from './error.ts';

/** The longest line that Asterisk accepts, without its CRLF, in bytes (main/manager.c, `inbuf[1025]`). */
const MAX_LINE_BYTES = 1022;
/** `AST_MAX_MANHEADERS`; older servers silently ignore what is beyond. */
const MAX_HEADERS = 128;
/** Some handlers copy `ActionID: …` into 80 bytes and break the packet when it does not fit. */
const MAX_ACTION_ID = 60;

const CONTROL = /[\r\n\0]/;
const KEY = /^[^\s:\r\n\0](?:[^:\r\n\0]*[^\s:\r\n\0])?$/;
const ACTION_ID = /^[!-~]+$/;
const RESERVED = new Set(['action', 'actionid']);

/**
 * An action as bytes. Throws an `AmiError` (`invalid-value`) for anything that could end a line early and so smuggle in a header,
 * or that is beyond what Asterisk reads.
 */
export function writeAction(action: AmiAction, actionId: string): Buffer {
  if (actionId.length > MAX_ACTION_ID || !ACTION_ID.test(actionId)) {
    throw invalid(`An ActionID has at most ${MAX_ACTION_ID} printable ASCII characters.`);
  }
  if (action.name.trim() === '') throw invalid('An action needs a name.');
  if (action.fields.length + 2 > MAX_HEADERS)
    throw invalid(`Asterisk takes at most ${MAX_HEADERS} lines in one action.`);
  let text = line('Action', action.name) + line('ActionID', actionId);
  for (const [key, value] of action.fields) {
    if (RESERVED.has(key.toLowerCase())) throw invalid(`“${key}” may not stand among an action's fields.`);
    text += line(key, value);
  }
  return Buffer.from(`${text}\r\n`, 'utf8');
}

/**
 * One variable for an action's `Variable` header (one for each line, so that no line grows too long). The value is escaped for
 * `ast_app_separate_args`, which reads commas, quotes, backslashes, parentheses and brackets; the name may call a dialplan function, as in `PJSIP_HEADER(add,Call-Info)`.
 */
export function variableField(name: string, value: string): readonly [key: string, value: string] {
  if (name === '' || name.includes('=')) throw invalid('The name of a variable is empty or contains “=”.');
  return ['Variable', `${name}=${value.replace(/[\\",()[\]]/g, '\\$&')}`];
}

function line(key: string, value: string): string {
  if (!KEY.test(key)) throw invalid(`“${printable(key)}” cannot be the name of a field.`);
  if (CONTROL.test(value))
    throw invalid(`The value of ${key} contains a line break or a null character, which cannot be sent.`);
  const written = `${key}: ${value}`;
  if (Buffer.byteLength(written, 'utf8') > MAX_LINE_BYTES) {
    throw invalid(`The value of ${key} is too long: Asterisk reads at most ${MAX_LINE_BYTES} bytes in a line.`);
  }
  return `${written}\r\n`;
}

function printable(text: string): string {
  return JSON.stringify(text.slice(0, 40)).slice(1, -1);
}

function invalid(message: string): AmiError {
  return new AmiError('invalid-value', message);
}
