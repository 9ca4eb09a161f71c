import { describe, expect, it } from 'vitest';
import { dialable } from '../../../src-main/control/dialable.ts';

const known = (extension: string): boolean => extension === 'alice';
const dialled = (text: string): string | null => {
  const result = dialable(text, known);
  return result.ok ? result.value : null;
};

describe('what is dialled', () => {
  it.each([
    ['1002', '1002'],
    [' 030 / 123-45.67 ', '0301234567'],
    ['+39 045 123456', '+39045123456'],
    ['+44 (0)20 7946 0000', '+442079460000'],
    ['(0)30 1234', '0301234'],
    ['*72#1002', '*72#1002'],
    ['\u200e+1\u00a0(212)\u2011555\u20130142\u202c', '+12125550142'],
    ['alice', 'alice'],
  ])('“%s” is dialled as %s', (text, number) => {
    expect(dialled(text)).toBe(number);
  });

  it.each([
    'Call 2 people at 555-1234',
    '555-1234 ext. 12',
    'bob',
    '1002,1003',
    '1002@internal',
    '555-1234 / 555-4321',
    '1+2',
    '+',
    '   ',
    '1002\r\nAction: Logoff',
    '1002\nApplication: System',
    '1\u00002',
    '٠٣٠١٢٣٤',
    '9'.repeat(80),
    '${SHELL(id)}',
  ])('“%s” is refused in words', (text) => {
    const result = dialable(text, known);
    expect(result).toMatchObject({ ok: false, code: 'not-dialable', message: expect.stringMatching(/\.$/) });
  });

  it('never gives anything but dialable characters', () => {
    for (let code = 0; code < 0x3000; code++) {
      const number = dialled(`1${String.fromCharCode(code)}2`);
      if (number !== null) expect(number).toMatch(/^1[0-9*#]?2$/);
    }
  });
});
