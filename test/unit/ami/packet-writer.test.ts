import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variableField, writeAction } from '../../../src-main/ami/packet-writer.ts';

const write = (name: string, fields: readonly (readonly [string, string])[], actionId = 'id.1'): string =>
  writeAction({ name, fields }, actionId).toString('utf8');
const refusal = expect.objectContaining({ name: 'AmiError', code: 'invalid-value' });

describe('writeAction', () => {
  it('writes Action and ActionID first, then the fields in order, repeated keys included', () => {
    const fields = [
      ['Channel', 'PJSIP/1001'],
      ['Variable', 'A=1'],
      ['Variable', 'B=Zoë'],
      ['Account', ''],
    ] as const;
    expect(write('Originate', fields)).toBe(
      'Action: Originate\r\nActionID: id.1\r\nChannel: PJSIP/1001\r\nVariable: A=1\r\nVariable: B=Zoë\r\nAccount: \r\n\r\n',
    );
  });

  it.each(['a\rb', 'a\nAction: Command', 'a\r\n\r\nAction: Hangup', 'a\0b'])(
    'refuses %j as a value, a key, a name',
    (text) => {
      expect(() => write('Ping', [['Key', text]])).toThrow(refusal);
      expect(() => write('Ping', [[text, 'v']])).toThrow(refusal);
      expect(() => write(text, [])).toThrow(refusal);
      expect(() => write('Ping', [], text)).toThrow(refusal);
    },
  );

  it.each(['', ' ', 'a:b', ' a', 'a ', 'Action', 'ActionID', 'actionid'])('refuses the key %j', (key) => {
    expect(() => write('Ping', [[key, 'v']])).toThrow(refusal);
  });

  it('counts a line in bytes of UTF-8, not in characters', () => {
    const fits = 'ü'.repeat(508);
    expect(write('Ping', [['Key', `${fits}a`]])).toContain(fits);
    expect(() => write('Ping', [['Key', `${fits}ab`]])).toThrow(refusal);
  });

  it('refuses more than 128 lines', () => {
    const fields = Array.from({ length: 126 }, (_, index) => ['Variable', `v${index}=1`] as const);
    expect(write('Originate', fields).split('\r\n')).toHaveLength(130);
    expect(() => write('Originate', [...fields, ['Variable', 'x=1']])).toThrow(refusal);
  });

  it('refuses an ActionID over 60 characters', () => {
    expect(write('Ping', [], 'x'.repeat(60))).toContain('x'.repeat(60));
    expect(() => write('Ping', [], 'x'.repeat(61))).toThrow(refusal);
  });

  it('never writes a line that was not asked for, whatever it is given', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\r', '\n', '\0', ':', ' ', 'A', 'ü', '\u2028', '\uD800') }),
    );
    fc.assert(
      fc.property(text, fc.array(fc.tuple(text, text), { maxLength: 5 }), (name, fields) => {
        let written: string;
        try {
          written = writeAction({ name, fields }, 'id').toString('latin1');
        } catch (error) {
          expect(error).toEqual(refusal);
          return;
        }
        expect(written.endsWith('\r\n\r\n')).toBe(true);
        const lines = written.slice(0, -4).split('\r\n');
        expect(lines).toHaveLength(fields.length + 2);
        expect(lines.filter((line) => /^action(id)?:/i.test(line))).toHaveLength(2);
        for (const line of lines) {
          expect(line).not.toMatch(/[\r\n\0]/);
          expect(line.length).toBeLessThanOrEqual(1022);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** How Asterisk reads it back (main/app.c, `__ast_app_separate_args` with `remove_chars`), written from the source for this test. */
function separate(text: string): string[] {
  const found: string[] = [];
  let part = '';
  let parentheses = 0;
  let brackets = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '(') parentheses += 1;
    else if (letter === ')') parentheses -= parentheses > 0 ? 1 : 0;
    else if (letter === '[') brackets += 1;
    else if (letter === ']') brackets -= brackets > 0 ? 1 : 0;
    if (letter === '"') quoted = !quoted;
    else if (letter === '\\') part += text[++at] ?? '';
    else if (letter === ',' && parentheses === 0 && brackets === 0 && !quoted) {
      found.push(part);
      part = '';
    } else part += letter;
  }
  return [...found, part];
}

describe('variableField', () => {
  it('gives Asterisk exactly the value, whatever it contains', () => {
    const value = fc.string({ unit: fc.constantFrom(',', '"', '\\', '(', ')', '[', ']', 'a', ' ', ';', '|', '=') });
    fc.assert(
      fc.property(value, (text) => {
        const [key, field] = variableField('NAME', text);
        expect(key).toBe('Variable');
        expect(separate(field)).toEqual([`NAME=${text}`]);
      }),
    );
  });

  it('may call a dialplan function', () => {
    expect(variableField('PJSIP_HEADER(add,Call-Info)', '<sip:x>;answer-after=0')).toEqual([
      'Variable',
      'PJSIP_HEADER(add,Call-Info)=<sip:x>;answer-after=0',
    ]);
  });

  it('refuses a name with an equals sign', () => {
    expect(() => variableField('A=B', '1')).toThrow(refusal);
    expect(() => variableField('', '1')).toThrow(refusal);
  });
});
