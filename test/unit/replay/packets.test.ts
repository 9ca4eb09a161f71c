import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayPackets } from '../../../src-main/replay/packets.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidetone-replay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: string | Buffer): Promise<string> {
  const file = join(folder, 'trace.ami');
  await writeFile(file, content);
  return file;
}

async function run(...args: string[]): Promise<{ outcome: string; lines: unknown[]; notes: string[] }> {
  const lines: unknown[] = [];
  const notes: string[] = [];
  const outcome = await replayPackets.run(args, {
    line: async (text) => {
      lines.push(JSON.parse(text));
    },
    note: (text) => notes.push(text),
  });
  return { outcome, lines, notes };
}

describe('replay packets', () => {
  it('says each packet raw, in the order of the stream', async () => {
    const file = await fileOf(
      Buffer.concat([
        Buffer.from(
          'Asterisk Call Manager/1.1\r\nResponse: Follows\r\nPrivilege: Command\r\na\nb--END COMMAND--\r\n\r\n',
        ),
        Buffer.from('Event: Park\r\nMessage: x\n\r\nName: J\\"<unknown>\r\n\r\n\r\nEvent: L\r\nN: '),
        Buffer.from([0xfc]),
        Buffer.from('\r\n\r\n'),
      ]),
    );
    expect((await run(file)).lines).toEqual([
      { packet: 0, kind: 'banner', name: 'Asterisk Call Manager/1.1', fields: [], encoding: 'utf-8' },
      {
        packet: 1,
        kind: 'response',
        name: 'Follows',
        fields: [
          ['Response', 'Follows'],
          ['Privilege', 'Command'],
        ],
        encoding: 'utf-8',
        output: 'a\nb',
      },
      {
        packet: 2,
        kind: 'event',
        name: 'Park',
        fields: [
          ['Event', 'Park'],
          ['Message', 'x\n'],
          ['Name', 'J\\"<unknown>'],
        ],
        encoding: 'utf-8',
      },
      {
        packet: 3,
        kind: 'event',
        name: 'L',
        fields: [
          ['Event', 'L'],
          ['N', 'ü'],
        ],
        encoding: 'latin-1',
      },
    ]);
  });

  it('reports a last packet that is cut off, and loses nothing of it', async () => {
    const { outcome, lines, notes } = await run(await fileOf('Asterisk Call Manager/11.0.0\r\nEvent: A\r\nKey: val'));
    expect(outcome).toBe('done');
    expect(lines[1]).toEqual({
      packet: 1,
      kind: 'event',
      name: 'A',
      fields: [
        ['Event', 'A'],
        ['Key', 'val'],
      ],
      encoding: 'utf-8',
      truncated: true,
    });
    expect(notes).toHaveLength(1);
  });

  it('reads an empty file, and a packet of 20 MB', async () => {
    expect((await run(await fileOf(''))).lines).toEqual([]);
    const { lines } = await run(
      await fileOf(`Asterisk Call Manager/11.0.0\r\nEvent: A\r\nKey: ${'x'.repeat(20_000_000)}\r\n\r\n`),
    );
    expect(lines).toHaveLength(2);
  });

  it('wants exactly one file, which can be read', async () => {
    expect((await run()).outcome).toBe('usage');
    expect((await run('a', 'b')).outcome).toBe('usage');
    await expect(run(join(folder, 'absent.ami'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
