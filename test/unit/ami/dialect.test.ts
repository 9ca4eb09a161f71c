import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDialect } from '../../../src-main/ami/dialects/dialect.ts';
import { unescape } from '../../../src-main/ami/dialects/escaping.ts';
import type { AmiEvent } from '../../../src-main/ami/event.ts';
import { PacketReader } from '../../../src-main/ami/packet-reader.ts';
import { isAtLeast, parseBanner } from '../../../src-main/ami/version.ts';
import { recording } from './recordings.ts';

function read(bytes: Buffer | string, version = '11.0.0'): AmiEvent[] {
  const banner = parseBanner(`Asterisk Call Manager/${version}`);
  if (banner === null) throw new Error(`${version} is no version.`);
  const dialect = chooseDialect(banner);
  const events: AmiEvent[] = [];
  const reader = new PacketReader({
    onPacket: (packet) => {
      if (packet.kind === 'event') dialect.translate(packet, (event) => events.push(event));
    },
  });
  reader.push(Buffer.from(bytes));
  return events;
}

const value = (event: string, line: string, key: string, version?: string): string | undefined =>
  read(`Event: ${event}\r\n${line}\r\n\r\n`, version)[0]?.get(key);

describe('the current vocabulary', () => {
  it('gives one meaning to absent, empty and <unknown>', () => {
    const [event] = read('Event: Newchannel\r\nA: \r\nB: <unknown>\r\nC: unknown\r\n\r\n');
    expect(['A', 'B', 'C', 'D'].map((key) => event?.get(key))).toEqual([undefined, undefined, 'unknown', undefined]);
  });

  it.each(['CallerIDName', 'DestConnectedLineName', 'LocalOneCallerIDName', 'ChanVariable'])('unescapes %s', (key) => {
    expect(value('Newstate', `${key}: Miles \\"The\\" O\\'Brien`, key)).toBe('Miles "The" O\'Brien');
  });

  it.each([
    ['OriginateResponse', 'CallerIDName'],
    ['QueueEntry', 'CallerIDName'],
    ['QueueEntry', 'ConnectedLineName'],
    ['Status', 'EffectiveConnectedLineName'],
    ['Newexten', 'AppData'],
    ['QueueMemberStatus', 'MemberName'],
    ['UserEvent', 'CallerIDName'],
    ['Other', 'Value'],
  ])('leaves what %s writes as it is in %s', (event, key) => {
    expect(value(event, `${key}: C:\\new "x"`, key)).toBe('C:\\new "x"');
  });

  it('unescapes the value of VarSet, and a user event’s snapshot', () => {
    expect(value('VarSet', 'Value: a\\nb', 'value')).toBe('a\nb');
    expect(value('UserEvent', "CallerIDName: O\\'Brien\r\nUniqueid: 1.2", 'CallerIDName')).toBe("O'Brien");
  });

  it('unescapes nothing before Asterisk 13.5 (AMI 2.8)', () => {
    expect(value('Newstate', "CallerIDName: a\\'b", 'CallerIDName', '2.7.0')).toBe("a\\'b");
    expect(value('Newstate', "CallerIDName: a\\'b", 'CallerIDName', '2.10.6')).toBe("a'b");
  });

  it('reads the callers that really rang', () => {
    const names = read(recording('22/15-inbound-utf8-name.companion.ami')).map((event) =>
      event.get('ConnectedLineName'),
    );
    expect(names).toContain('Jürgen Groß 田中 "Q" Ж😀'.replaceAll('"', '\\"'));
  });
});

describe('unescape', () => {
  const meanings: readonly (readonly [string, string])[] = [
    ['\x07', '\\a'],
    ['\b', '\\b'],
    ['\f', '\\f'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
    ['\v', '\\v'],
    ['\\', '\\\\'],
    ["'", "\\'"],
    ['"', '\\"'],
    ['?', '\\?'],
  ];
  const escape = (text: string): string =>
    Array.from(text, (letter) => meanings.find(([plain]) => plain === letter)?.[1] ?? letter).join('');

  it('undoes ast_escape_c for any text', () => {
    const letters = fc.string({
      unit: fc.oneof(fc.constantFrom(...meanings.map(([plain]) => plain)), fc.constantFrom('a', 'n', 'ü', '😀')),
    });
    fc.assert(fc.property(letters, (text) => unescape(escape(text)) === text));
  });

  it('leaves any other backslash', () => {
    expect(unescape('a\\xb\\')).toBe('a\\xb\\');
  });
});

describe('versions', () => {
  it.each([
    ['Asterisk Call Manager/1.0', '1.0', false],
    ['Asterisk Call Manager/2.7.0', '2.7.0', false],
    ['Asterisk Call Manager/2.10.6', '2.10.6', true],
    ['Asterisk Call Manager/11.0.0', '11.0.0', true],
    ['Asterisk Call Manager/2.8', '2.8', true],
  ])('%s is %s, compared as numbers', (line, text, escapes) => {
    const version = parseBanner(line);
    expect(version?.text).toBe(text);
    expect(version !== null && isAtLeast(version, 2, 8)).toBe(escapes);
  });

  it.each([
    '',
    'Asterisk',
    'Asterisk Call Manager/x',
    '220 mail.example.org ESMTP',
    `${'x'.repeat(70)}Call Manager/1.0`,
  ])('%j is no banner', (line) => {
    expect(parseBanner(line)).toBeNull();
  });
});
