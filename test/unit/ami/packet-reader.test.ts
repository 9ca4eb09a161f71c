import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmiError } from '../../../src-main/ami/error.ts';
import type { AmiPacket } from '../../../src-main/ami/packet.ts';
import { PacketReader } from '../../../src-main/ami/packet-reader.ts';
import { BANNER, cut, plain, readAll } from './reading.ts';
import { recording, recordings } from './recordings.ts';

const one = (text: string | Buffer) => readAll(BANNER, text)[1];

describe('framing', () => {
  it('takes the first line for the banner, with the first packet in the same chunk', () => {
    const [banner, event] = readAll(`${BANNER}Event: FullyBooted\r\nStatus: Fully Booted\r\n\r\n`);
    expect(banner).toMatchObject({ kind: 'banner', name: 'Asterisk Call Manager/11.0.0', fields: [] });
    expect(event).toMatchObject({ kind: 'event', name: 'FullyBooted' });
  });

  it('takes Asterisk’s greeting for a banner again where a recording goes on with another connection', () => {
    const session = `${BANNER}Response: Success\r\nMessage: Authentication accepted\r\n\r\n`;
    for (const text of [[session + session], (session + session).split('')]) {
      expect(readAll(...text).map(({ kind }) => kind)).toEqual(['banner', 'response', 'banner', 'response']);
    }
  });

  it('needs no banner where a recording begins in the middle', () => {
    expect(readAll('Event: A\r\n\r\n').map(({ kind, name }) => [kind, name])).toEqual([['event', 'A']]);
    expect(readAll(Buffer.from('resp'), Buffer.from('onse: Error\r\n\r\n'))[0]).toMatchObject({
      kind: 'response',
      name: 'Error',
    });
  });

  it('leaves a bare line feed in its value (Park, PJSIPShowEndpoints)', () => {
    expect(one('Response: Success\r\nMessage: Park successful\n\r\n\r\n')?.fields).toEqual([
      ['Response', 'Success'],
      ['Message', 'Park successful\n'],
    ]);
    expect(one('Response: Error\r\nMessage: No endpoints\n\nfound\r\n\r\n')?.fields[1]).toEqual([
      'Message',
      'No endpoints\n\nfound',
    ]);
  });

  it('skips any number of stray blank lines between packets', () => {
    expect(
      readAll(`${BANNER}\r\n\r\nEvent: A\r\n\r\n\r\n\r\n\r\nEvent: B\r\n\r\n\r\n`)
        .map(({ name }) => name)
        .slice(1),
    ).toEqual(['A', 'B']);
  });

  it('keeps repeated headers and their order, empty values, leading and trailing blanks', () => {
    expect(
      one('Event: Status\r\nVariable: a=1\r\nEmpty: \r\nNone:\r\nVariable:  b \r\nNamed Callgroup: x: y\r\n\r\n')
        ?.fields,
    ).toEqual([
      ['Event', 'Status'],
      ['Variable', 'a=1'],
      ['Empty', ''],
      ['None', ''],
      ['Variable', ' b '],
      ['Named Callgroup', 'x: y'],
    ]);
  });

  it('keeps a channel with a colon in the key of ChanVariable (before Asterisk 12)', () => {
    expect(one('Event: Newexten\r\nChanVariable(IAX2/192.0.2.1:4569-7): A=b: c\r\n\r\n')?.fields[1]).toEqual([
      'ChanVariable(IAX2/192.0.2.1:4569-7)',
      'A=b: c',
    ]);
  });

  it('tells kinds by the first header alone', () => {
    expect(one('Event: OriginateResponse\r\nActionID: x\r\nResponse: Failure\r\n\r\n')).toMatchObject({
      kind: 'event',
      name: 'OriginateResponse',
    });
    expect(one('RESPONSE: Success\r\nEvent: nothing\r\n\r\n')).toMatchObject({ kind: 'response', name: 'Success' });
    expect(one('support has 0 calls\r\nMembers: 2\r\n\r\n')).toMatchObject({
      kind: 'text',
      name: 'support has 0 calls',
      fields: [
        ['', 'support has 0 calls'],
        ['Members', '2'],
      ],
    });
  });

  it('looks keys up whatever their case, the names of object members included', () => {
    const packets: AmiPacket[] = [];
    const reader = new PacketReader({ onPacket: (packet) => packets.push(packet) });
    reader.push(Buffer.from(`${BANNER}Event: X\r\nUniqueID: 1\r\nconstructor: c\r\nUniqueid: 2\r\n\r\n`));
    const packet = packets[1];
    expect(packet?.get('uniqueid')).toBe('1');
    expect(packet?.all('UNIQUEID')).toEqual(['1', '2']);
    expect(packet?.get('constructor')).toBe('c');
    expect(packet?.get('__proto__')).toBeUndefined();
  });

  it('reports what a truncated stream still holds', () => {
    expect(readAll(`${BANNER}Event: A\r\nKey: val`)[1]).toMatchObject({
      truncated: true,
      fields: [
        ['Event', 'A'],
        ['Key', 'val'],
      ],
    });
    expect(readAll(`${BANNER}Event: A\r\nKey: value\r\n`)[1]).toMatchObject({
      truncated: true,
      fields: [
        ['Event', 'A'],
        ['Key', 'value'],
      ],
    });
    expect(readAll('Asterisk Call Man')).toMatchObject([
      { kind: 'banner', name: 'Asterisk Call Man', truncated: true },
    ]);
    expect(readAll(BANNER)).toHaveLength(1);
  });
});

describe('command texts', () => {
  const old = (text: string) =>
    `Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\n${text}--END COMMAND--\r\n\r\n`;

  it('reads the old form up to its marker, blank lines and header-like lines included', () => {
    const packet = one(old('ActionID: not a header\n\nkey: value\n\r\n\r\nlast\n'));
    expect(packet).toMatchObject({
      kind: 'response',
      name: 'Follows',
      output: 'ActionID: not a header\n\nkey: value\n\n\nlast',
    });
    expect(packet?.fields).toEqual([
      ['Response', 'Follows'],
      ['Privilege', 'Command'],
      ['ActionID', '7'],
    ]);
  });

  it('finds the marker where the text has no line end before it, and goes on behind it', () => {
    const [, command, event] = readAll(BANNER, `${old('no newline')}Event: Next\r\n\r\n`);
    expect(command?.output).toBe('no newline');
    expect(event?.name).toBe('Next');
  });

  it('takes the marker and headers in the text itself for text', () => {
    const packet = one(old('ActionID: 8\r\nsee --END COMMAND-- above\n'));
    expect(packet?.output).toBe('ActionID: 8\nsee --END COMMAND-- above');
    expect(packet?.fields).toHaveLength(3);
  });

  it('reads an empty text', () => {
    expect(one(old(''))?.output).toBe('');
  });

  it('joins Output headers, blanks and empty lines kept, also of a failed command', () => {
    expect(
      one('Response: Error\r\nMessage: Command output follows\r\nOutput: \r\nOutput:   a  \r\nOutput: b: c\r\n\r\n')
        ?.output,
    ).toBe('\n  a  \nb: c');
    expect(one('Response: Success\r\nMessage: Command output follows\r\n\r\n')?.output).toBe('');
    expect(one('Response: Success\r\nMessage: Channels will follow\r\n\r\n')?.output).toBeUndefined();
    expect(one('Event: X\r\nOutput: y\r\n\r\n')?.output).toBeUndefined();
  });
});

describe('encoding', () => {
  it('reads Latin-1 where a packet is no UTF-8, and only that packet', () => {
    const latin = Buffer.concat([
      Buffer.from('Event: A\r\nName: J'),
      Buffer.from([0xfc]),
      Buffer.from('rgen\r\n\r\nEvent: B\r\nName: Jürgen\r\n\r\n'),
    ]);
    expect(readAll(BANNER, latin).slice(1)).toMatchObject([
      {
        encoding: 'latin-1',
        fields: [
          ['Event', 'A'],
          ['Name', 'Jürgen'],
        ],
      },
      {
        encoding: 'utf-8',
        fields: [
          ['Event', 'B'],
          ['Name', 'Jürgen'],
        ],
      },
    ]);
  });

  it('takes a replacement character that the server itself sent for UTF-8', () => {
    expect(one('Event: A\r\nName: J\uFFFDrgen\r\n\r\n')).toMatchObject({ encoding: 'utf-8' });
  });

  it('reads a name that is not ASCII', () => {
    expect(one('Event: Zoë\r\n\r\n')).toMatchObject({ kind: 'event', name: 'Zoë', fields: [['Event', 'Zoë']] });
  });
});

describe('limits', () => {
  it('gives up 10 MB without a blank line, with bounded memory', () => {
    let read = 0;
    const reader = new PacketReader({ onPacket: () => (read += 1) });
    reader.push(Buffer.from(`${BANNER}Event: A\r\n`));
    const line = Buffer.from(`Key: ${'x'.repeat(1000)}\r\n`);
    let sent = 0;
    const before = process.memoryUsage().arrayBuffers;
    const flood = (): void => {
      for (; sent < 10_000_000; sent += line.length) reader.push(line);
    };
    expect(flood).toThrow(expect.objectContaining({ name: 'AmiError', code: 'packet-too-large' }));
    expect(sent).toBeGreaterThan(8_000_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64_000_000);
    reader.push(Buffer.from('\r\n\r\nEvent: B\r\n\r\n'));
    expect(read).toBe(1);
  });

  it('gives up a greeting without a line end', () => {
    const reader = new PacketReader({ onPacket: () => undefined });
    expect(() => reader.push(Buffer.alloc(5000, 'x'))).toThrow(AmiError);
  });
});

describe('chunking', () => {
  it.each(recordings)('reads the same from $name byte by byte as in one piece', ({ bytes }) => {
    const whole = readAll(bytes);
    expect(readAll(...[...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
    expect(whole.every(({ kind, truncated }) => kind !== 'text' && !truncated)).toBe(true);
  });

  it('reads the same in any pieces', () => {
    const streams = [
      ...recordings.map(({ bytes }) => bytes),
      Buffer.from(
        `${BANNER}Response: Follows\r\nPrivilege: Command\r\na\n\r\n\r\nb--END COMMAND--\r\n\r\n\r\n\nEvent: Zoë\r\nA: \n\r\n\r\n`,
      ),
    ];
    const wholes = streams.map((bytes) => readAll(bytes));
    fc.assert(
      fc.property(fc.nat(streams.length - 1), fc.array(fc.nat(), { maxLength: 60 }), (index, places) => {
        expect(readAll(...cut(streams[index] ?? Buffer.alloc(0), places))).toEqual(wholes[index]);
      }),
      { numRuns: 200 },
    );
  });

  it('loses no byte: written again, a recording is what it was, stray blank lines aside', () => {
    for (const { bytes } of recordings) {
      const written = readAll(bytes).map(({ kind, name, fields, encoding }) => {
        const text = kind === 'banner' ? name : fields.map(([key, value]) => `${key}: ${value}\r\n`).join('');
        return Buffer.from(`${text}\r\n`, encoding === 'utf-8' ? 'utf8' : 'latin1');
      });
      expect(Buffer.concat(written).toString('latin1')).toBe(
        bytes.toString('latin1').replace(/(\r\n\r\n)(?:\r\n)+/g, '$1'),
      );
    }
  });

  it('does not hold on to a chunk for the sake of its last bytes', () => {
    const packets: AmiPacket[] = [];
    const reader = new PacketReader({ onPacket: (packet) => packets.push(packet) });
    const chunk = Buffer.from(`${BANNER}Event: A\r\nKey: first\r\n\r\nEvent: B\r\nKey: sec`);
    reader.push(chunk);
    const first = packets[1];
    expect(first && plain(first).fields[1]).toEqual(['Key', 'first']);
    chunk.fill(0);
    reader.push(Buffer.from('ond\r\n\r\n'));
    expect(packets[2]?.get('Key')).toBe('second');
    expect(first?.get('Key')).toBe('first');
  });
});

describe('recordings', () => {
  it('holds the failed command of Asterisk 22 with its text', () => {
    const failed = readAll(recording('22/53-command.ami')).find(
      ({ name, output }) => name === 'Error' && output !== undefined,
    );
    expect(failed?.output).toBe(
      "No such command 'no such command' (type 'core show help no such' for other possible commands)",
    );
  });

  it('reads the Latin-1 caller name that Asterisk 16 passes through', () => {
    const names = readAll(recording('16/15b-inbound-latin1-name.companion.ami')).filter(
      ({ encoding }) => encoding === 'latin-1',
    );
    expect(names.length).toBeGreaterThan(0);
    for (const { fields } of names) expect(fields.map(([, value]) => value).join('|')).toContain('Jürgen Groß');
  });
});
