import { describe, expect, it } from 'vitest';
import { count } from '../../../build/lib/vitest.mjs';

const test = (status: string, fullName = status): { status: string; fullName: string } => ({ status, fullName });
const file = (status: string, ...assertionResults: { status: string; fullName: string }[]) => ({
  status,
  name: 'a.test.ts',
  assertionResults,
});

describe('counting a part of npm test', () => {
  it('counts tests by what became of them', () => {
    const report = { testResults: [file('failed', test('passed'), test('passed'), test('failed'), test('skipped'))] };
    expect(count(report, 1, true)).toMatchObject({ passed: 2, failed: 1, skipped: 1 });
  });

  it('counts a skipped test as failed, by name, where nothing may be skipped', () => {
    const report = { testResults: [file('passed', test('passed'), test('todo', 'a promise'))] };
    const counted = count(report, 0, false);
    expect(counted).toMatchObject({ passed: 1, failed: 1, skipped: 0 });
    expect(counted.output).toContain('a promise');
  });

  it('counts a file that could not be loaded, or whose hook failed, as a failure', () => {
    expect(count({ testResults: [file('failed'), file('passed', test('passed'))] }, 1, true).failed).toBe(1);
    expect(count({ testResults: [file('failed', test('skipped'))] }, 1, true).failed).toBe(1);
  });

  it('never calls a run passed that vitest calls failed', () => {
    expect(count({ testResults: [file('passed', test('passed'))] }, 1, true).failed).toBe(1);
  });
});
