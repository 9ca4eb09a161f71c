/** One header of an AMI packet, exactly as it goes over the wire. */
export type Field = readonly [key: string, value: string];
export type Fields = readonly Field[];

/** A packet's text: `Key: Value` lines ended by CRLF, then an empty line (Asterisk: main/manager.c, astman_append). */
export function encodePacket(fields: Fields): string {
  return `${fields.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '?': '\\?',
};

/** Names of callers and connected lines travel C-escaped since Asterisk 13.5 (main/utils.c, ast_escape_c). */
export function escapeName(name: string): string {
  return name.replace(/[\u0007\b\f\n\r\t\v\\'"?]/g, (character) => ESCAPES[character] ?? character);
}

/** Asterisk says `<unknown>` for an absent number or name. */
export function orUnknown(value: string): string {
  return value === '' ? '<unknown>' : value;
}
