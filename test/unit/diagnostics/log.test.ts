import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../src-main/diagnostics/log.ts';
import { Redactor } from '../../../src-main/diagnostics/redaction.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const SECRET = 'c4n"ary\\ ünd/s3cret';

function hiding(): Redactor {
  const redactor = new Redactor();
  redactor.hide(SECRET);
  return redactor;
}

describe('redaction', () => {
  it('takes a known secret out of every text, in the forms in which it may be written', () => {
    const text = `plain ${SECRET}, in an address ${encodeURIComponent(SECRET)}, in JSON ${JSON.stringify({ x: SECRET })}`;
    const clean = hiding().text(text);
    expect(clean).not.toContain('s3cret');
    expect(clean).not.toContain('c4n');
    expect(clean).toContain('plain [hidden]');
  });

  it('hides what stands after Secret and Key in a packet, known or not', () => {
    const packet = 'Action: Login\r\nUsername: ada\r\nSecret: never seen\r\nKey: 0123abcd\r\n\r\n';
    const clean = new Redactor().text(packet);
    expect(clean).toBe('Action: Login\r\nUsername: ada\r\nSecret: [hidden]\r\nKey: [hidden]\r\n\r\n');
  });

  it('cleans plain data and errors however deep, by what is in them and by the names of secrets', () => {
    const error = new Error(`refused ${SECRET}`, { cause: new Error(SECRET) });
    const text = JSON.stringify(
      hiding().data({ draft: { host: 'pbx', password: 'other' }, list: [SECRET], error, [SECRET]: 1 }),
    );
    expect(text).not.toContain('s3cret');
    expect(text).not.toContain('other');
    expect(text).toContain('"host":"pbx"');
  });

  it('survives data that holds itself', () => {
    const round: Record<string, unknown> = {};
    round['self'] = round;
    expect(() => JSON.stringify(hiding().data(round))).not.toThrow();
  });
});

describe('the log', () => {
  it('is JSON lines without a secret, readable by its owner alone', () => {
    const directory = join(temporaryFolder(), 'logs');
    const log = openLog({ directory, redactor: hiding(), now: () => 0 });
    log.debug('not severe enough');
    log.info(`logged in with ${SECRET}`, { secret: 'x' });
    log.error('failed', new Error(SECRET));
    const file = join(directory, 'sidetone.log');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'logged in with [hidden]',
      data: { secret: '[hidden]' },
    });
    expect(lines.join()).not.toContain('s3cret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never grows over its limit: the full file is put aside, the one before it goes', () => {
    const directory = temporaryFolder();
    const log = openLog({ directory, redactor: new Redactor(), maxBytes: 2_000 });
    for (let line = 0; line < 200; line++) log.info(`line ${line} ${'ü'.repeat(50)}`);
    expect(readdirSync(directory).toSorted()).toEqual(['sidetone.1.log', 'sidetone.log']);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).size).toBeLessThanOrEqual(2_200);
    expect(readFileSync(join(directory, 'sidetone.log'), 'utf8')).toContain('line 199');
  });

  it('stays silent where it cannot write', () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'sidetone.log'));
    const log = openLog({ directory, redactor: new Redactor() });
    expect(() => log.error('lost')).not.toThrow();
  });

  it('gives a terminal nothing to obey, and loses nothing', () => {
    const directory = temporaryFolder();
    const hostile = 'PBX says: \u001b[2J \u009b31m \u202e \u007f';
    openLog({ directory, redactor: hiding() }).info(hostile);
    const line = readFileSync(join(directory, 'sidetone.log'), 'utf8');
    expect(line).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(line)).toMatchObject({ message: hostile });
  });
});
