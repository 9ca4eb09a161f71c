import { describe, expect, it } from 'vitest';
import { readSwitches } from '../../../src-main/desktop/switches.ts';

const read = (...words: string[]) => readSwitches(['electron', '--no-sandbox', '/app', ...words], '/home/ada');

describe('the command line', () => {
  it('is read in both forms, folders from where it was given', () => {
    expect(read('--exit-after', '20', '--screenshot=pictures', '--profile', '/var/profile')).toEqual({
      exitAfter: 20,
      screenshot: '/home/ada/pictures',
      profile: '/var/profile',
    });
  });

  it('says nothing where it is silent or makes no sense', () => {
    const nothing = { exitAfter: null, screenshot: null, profile: null };
    expect(read()).toEqual(nothing);
    expect(read('--exit-after', 'soon', '--screenshot', '--profile=')).toEqual(nothing);
    expect(read('--exit-after=-5')).toEqual(nothing);
  });
});
