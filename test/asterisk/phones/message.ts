import { createHash, randomBytes } from 'node:crypto';

/** As much of SIP's messages (RFC 3261) as phones for tests need. */
export type Header = readonly [name: string, value: string];

export class SipMessage {
  readonly startLine: string;
  readonly headers: readonly Header[];
  readonly body: string;

  constructor(startLine: string, headers: readonly Header[], body = '') {
    this.startLine = startLine;
    this.headers = headers;
    this.body = body;
  }

  static parse(bytes: Buffer): SipMessage {
    const text = bytes.toString('utf8');
    const end = text.indexOf('\r\n\r\n');
    const [startLine = '', ...lines] = (end < 0 ? text : text.slice(0, end)).split('\r\n');
    const headers = lines.map((line): Header => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
    return new SipMessage(startLine, headers, end < 0 ? '' : text.slice(end + 4));
  }

  /** The status of a response; `null` for a request. */
  get status(): number | null {
    return this.startLine.startsWith('SIP/2.0 ') ? Number(this.startLine.split(' ')[1]) : null;
  }

  /** What a request asks for; of a response it is `SIP/2.0`. */
  get verb(): string {
    return this.startLine.split(' ', 1)[0] ?? '';
  }

  /** The request's method, or the method that a response answers. */
  get method(): string {
    return this.get('CSeq').split(/\s+/)[1] ?? '';
  }

  /** The first value of a header, empty when it is absent. */
  get(name: string): string {
    return this.all(name)[0] ?? '';
  }

  all(name: string): readonly string[] {
    return this.headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  }

  get branch(): string {
    return /;\s*branch=([^;,\s]+)/i.exec(this.get('Via'))?.[1] ?? '';
  }

  get callId(): string {
    return this.get('Call-ID');
  }

  bytes(): Buffer {
    const length: Header = ['Content-Length', String(Buffer.byteLength(this.body))];
    const lines = [...this.headers, length].map(([name, value]) => `${name}: ${value}`);
    return Buffer.from([this.startLine, ...lines, '', this.body].join('\r\n'), 'utf8');
  }
}

export const token = (): string => randomBytes(8).toString('hex');

export const tagOf = (address: string): string | undefined => /;\s*tag=([^;\s]+)/i.exec(address)?.[1];

/** The URI of an address such as `"Ada" <sip:1001@host>;tag=x`. */
export const uriOf = (address: string): string => /<([^>]+)>/.exec(address)?.[1] ?? address.split(';')[0] ?? '';

/** Who stands in a From header: the number and the name shown on a phone's display. */
export function partyOf(address: string): { readonly number: string; readonly name: string } {
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(address)?.[1]?.replace(/\\(.)/g, '$1');
  const plain = address.slice(0, Math.max(address.indexOf('<'), 0)).trim();
  return { number: /sips?:([^@;>]+)@/.exec(address)?.[1] ?? '', name: quoted ?? plain };
}

/** A name as it may stand before an address. */
export const quoted = (name: string): string => `"${name.replace(/["\\]/g, '\\$&')}"`;

/** Audio that is offered or answered and never sent: RFC 863's discard port takes what comes. */
export function audio(direction: 'sendrecv' | 'sendonly', version: number): string {
  const media = ['m=audio 9 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000', `a=${direction}`];
  return ['v=0', `o=- 1 ${version} IN IP4 127.0.0.1`, 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', ...media, ''].join('\r\n');
}

/** The value of an Authorization header that answers a challenge (RFC 2617, MD5). */
export function digest(
  challenge: string,
  user: { readonly name: string; readonly password: string },
  method: string,
  uri: string,
): string {
  const asked = new Map<string, string>();
  for (const [, key = '', inQuotes, plain] of challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g)) {
    asked.set(key.toLowerCase(), inQuotes ?? plain ?? '');
  }
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const realm = asked.get('realm') ?? '';
  const nonce = asked.get('nonce') ?? '';
  const mine = md5(`${user.name}:${realm}:${user.password}`);
  const cnonce = token();
  const withQop = asked.get('qop')?.split(',').includes('auth') ?? false;
  const between = withQop ? `${nonce}:00000001:${cnonce}:auth` : nonce;
  const fields = [
    `username="${user.name}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${md5(`${mine}:${between}:${md5(`${method}:${uri}`)}`)}"`,
    'algorithm=MD5',
    ...(withQop ? [`cnonce="${cnonce}"`, 'nc=00000001', 'qop=auth'] : []),
    ...(asked.has('opaque') ? [`opaque="${asked.get('opaque')}"`] : []),
  ];
  return `Digest ${fields.join(', ')}`;
}
