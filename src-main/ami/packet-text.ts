/** The end of a command's text in the form of Asterisk before 14 (`Response: Follows`). It need not stand at the start of a line. */
export const END_OF_COMMAND = '--END COMMAND--';

const LINE_END = '\r\n';
const OPEN_PARENTHESIS = 40;
const SPACE = 32;
const CHAN_VARIABLE_LENGTH = 'ChanVariable'.length;

/**
 * The headers of a packet's text as key, value, key, value, … in the order sent. Lines end with CRLF; a bare line feed belongs to the value.
 * The value is what follows `Key: `, or `Key:` where a sender left the blank out. A line without a colon is a value with an empty key.
 */
export function splitHeaders(text: string): string[] {
  const headers: string[] = [];
  let at = 0;
  while (at < text.length) {
    const found = text.indexOf(LINE_END, at);
    const end = found === -1 ? text.length : found;
    pushHeader(headers, text, at, end);
    at = end + 2;
  }
  return headers;
}

function pushHeader(headers: string[], text: string, start: number, end: number): void {
  let colon = text.indexOf(':', start);
  // Before Asterisk 12 a channel's name stands in the key, and it may contain a colon: `ChanVariable(IAX2/192.0.2.1:4569-7): A=b`.
  if (colon > start + CHAN_VARIABLE_LENGTH && text.charCodeAt(start + CHAN_VARIABLE_LENGTH) === OPEN_PARENTHESIS) {
    const close = text.indexOf('): ', start);
    if (close !== -1 && close < end) colon = close + 1;
  }
  if (colon === -1 || colon >= end) {
    headers.push('', text.slice(start, end));
    return;
  }
  const value = text.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1;
  headers.push(text.slice(start, colon), text.slice(Math.min(value, end), end));
}

/** The headers of a reply and, where it carries one, its command text: `Output:` headers since Asterisk 14, raw text after the headers before. */
export function readCommandText(text: string, status: string): { headers: string[]; output: string | undefined } {
  if (status.toLowerCase() === 'follows') {
    const body = startOfRawText(text);
    return { headers: splitHeaders(text.slice(0, body)), output: joinRawText(text.slice(body)) };
  }
  const headers = splitHeaders(text);
  const lines: string[] = [];
  let command = false;
  for (let index = 2; index < headers.length; index += 2) {
    const key = headers[index];
    const value = headers[index + 1] ?? '';
    if (key?.toLowerCase() === 'output') lines.push(value.endsWith('\r') ? value.slice(0, -1) : value);
    else if (key === 'Message' && value === 'Command output follows') command = true;
  }
  return { headers, output: command || lines.length > 0 ? lines.join('\n') : undefined };
}

const HEADERS_BEFORE_RAW_TEXT = ['privilege', 'actionid', 'message'];

/** Where the raw text begins: after the first line and the few headers that Asterisk writes itself, each at most once. */
function startOfRawText(text: string): number {
  const left = new Set(HEADERS_BEFORE_RAW_TEXT);
  let at = afterLine(text, 0);
  for (;;) {
    const next = afterLine(text, at);
    const colon = text.indexOf(': ', at);
    if (next === -1 || colon === -1 || colon > next || !left.delete(text.slice(at, colon).toLowerCase()))
      return at === -1 ? text.length : at;
    at = next;
  }
}

/** The index after a line that ends with CRLF; -1 where the next line ends with a bare line feed, or not at all. */
function afterLine(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed > start && text.charCodeAt(feed - 1) === 13 ? feed + 1 : -1;
}

function joinRawText(raw: string): string {
  const end = raw.lastIndexOf(END_OF_COMMAND);
  const text = (end === -1 ? raw : raw.slice(0, end)).replaceAll(LINE_END, '\n');
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
