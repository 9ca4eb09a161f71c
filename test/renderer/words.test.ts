import { describe, expect, it } from 'vitest';
import { formatDuration, formatTimer } from '../../src-renderer/i18n/format.ts';
import { chooseLanguage, plural, words } from '../../src-renderer/i18n/words.ts';
import { initialsOf } from '../../src-renderer/ui/avatar.tsx';

describe('times', () => {
  it.each([
    [-900, '0:00'],
    [7_400, '0:07'],
    [62_000, '1:02'],
    [3_723_000, '1:02:03'],
  ])('a timer of %d ms reads %s', (time, text) => expect(formatTimer(time)).toBe(text));
  it.each([
    [0, '0 sec'],
    [42, '42 sec'],
    [754, '13 min'],
    [3599, '1 hr'],
    [4000, '1 hr 7 min'],
  ])('%d s talked read %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});

describe('language', () => {
  it('is the first of the person’s that there is a catalogue for, else English', () => {
    expect(chooseLanguage(['de-AT', 'fr'], ['en', 'fr'])).toBe('fr');
    expect(chooseLanguage(['C', 'xx'], ['en', 'fr'])).toBe('en');
    expect(chooseLanguage([], ['en'])).toBe('en');
  });
  it('counts by the language’s plural rules', () => {
    expect(plural(1, words.people.count)).toBe('1 person');
    expect(plural(1200, words.people.count)).toBe('1,200 people');
  });
});

describe('initials', () => {
  it.each([
    ['Grace Hopper', 'GH'],
    ['grace brewster murray hopper', 'GH'],
    ['"Z" (Sales)', 'ZS'],
    ['Frank', 'F'],
    ['+49 30', ''],
    ['', ''],
    ['ليلى العامري', 'ل'],
    ['élan Östberg', 'ÉÖ'],
  ])('of %s are %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
});
