import { describe, expect, it } from 'vitest';
import { viaWords } from '../../../src-main/companion/words.ts';

const names: Readonly<Record<string, string>> = { 1002: 'Bob Brown' };
const nameOf = (number: string): string | null => names[number] ?? null;

describe('how a call came', () => {
  it.each([
    [{}, ''],
    [{ queue: 'Support', did: '+442079460600' }, 'via Support · called +442079460600'],
    [{ group: '500' }, 'via group 500'],
    [{ transferredBy: '1002' }, 'transferred by Bob Brown'],
    [{ forwardedBy: '1003', did: '5550001' }, 'forwarded by 1003 · called 5550001'],
    [{ pickedUpFrom: '1002' }, 'picked up from Bob Brown'],
    [{ parkedBy: '1002' }, 'parked by Bob Brown'],
  ])('%j is “%s”', (via, words) => {
    expect(viaWords(via, nameOf)).toBe(words);
  });
});
