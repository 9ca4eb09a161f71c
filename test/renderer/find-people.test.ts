import { describe, expect, it } from 'vitest';
import { findPeople, findTargets, looksLikeNumber } from '../../src-renderer/features/people/find-people.ts';
import { colleagues, person } from '../support/renderer/views.ts';

const names = (typed: string): readonly string[] => findPeople(colleagues, typed).map(({ name }) => name);
const targets = (typed: string): readonly string[] =>
  findTargets(colleagues, typed).map((target) => target.person?.name ?? `typed ${target.number}`);

describe('people found by what is typed', () => {
  it.each([
    ['carol', ['Carol Díaz']],
    ['diaz', ['Carol Díaz']],
    ['díaz car', ['Carol Díaz']],
    ['support', ['Carol Díaz', 'ليلى العامري']],
    ['ليلى', ['ليلى العامري']],
    ['  noe ', ['Emmy Noether']],
    ['zzz', []],
  ])('%s', (typed, found) => expect(names(typed)).toEqual(found));

  it('names that begin with it come before names that contain it', () => {
    const people = [person({ name: 'Mary Ann', number: '1' }), person({ name: 'Ann Lee', number: '2' })];
    expect(findPeople(people, 'ann').map(({ name }) => name)).toEqual(['Ann Lee', 'Mary Ann']);
  });

  it('a number is compared without the marks written for reading', () => {
    const people = [person({ name: 'Far', number: '+1 (212) 555-0142' })];
    expect(findPeople(people, '+1212555')).toHaveLength(1);
    expect(findPeople(people, '555 01')).toHaveLength(1);
  });
});

describe('what can be called', () => {
  it('a number of nobody comes first, then those whose number begins with it', () =>
    expect(targets('100')).toEqual([
      'typed 100',
      'Bob Brown',
      'Carol Díaz',
      'Dmitri Mendeleev',
      'Emmy Noether',
      'Frank',
      'ليلى العامري',
    ]));
  it('a whole number of somebody is that person', () => expect(targets('1003')).toEqual(['Carol Díaz']));
  it('a name is no number', () => expect(targets('bob')).toEqual(['Bob Brown']));
  it.each(['1002', '+49 30 901820', '*97', '#72', '(030) 90-18/20', '0049.30'])('%s is a number', (text) =>
    expect(looksLikeNumber(text)).toBe(true),
  );
  it.each(['', '+', 'bob', '12b', '1002\n1003x', '--'])('%j is none', (text) =>
    expect(looksLikeNumber(text)).toBe(false),
  );
});
