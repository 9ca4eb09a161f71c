import { describe, expect, it } from 'vitest';
import type { Scenario, View } from './expectation.ts';
import { movedCalls } from './moved-calls.ts';
import { otherOffice } from './other-office.ts';
import { placedCalls } from './placed-calls.ts';
import { plainCalls } from './plain-calls.ts';
import { isRecorded, meOf, packetsOf, recordedBytes, replay } from './recording.ts';
import { rungTogether } from './rung-together.ts';

const scenarios: readonly Scenario[] = [...plainCalls, ...placedCalls, ...rungTogether, ...movedCalls, ...otherOffice];

describe.each(scenarios)('$name: $told', ({ name, on, views, as = ['', 'companion'] }) => {
  describe.each(on)('on Asterisk %s', (version) => {
    const streams = as
      .map((user) => (user === '' ? '' : `.${user}`))
      .filter((user) => isRecorded(version, `${name}${user}`));

    it('was recorded as the administrator or a companion sees it', () => {
      expect(streams.length).toBeGreaterThanOrEqual(1);
    });

    it.each(streams.flatMap((user) => views.map((view) => ({ user, view, who: view.me.join(' and ') }))))(
      'what $who sees$user',
      ({ user, view }) => {
        expectView(replay(packetsOf(recordedBytes(version, `${name}${user}`)), meOf(view.me)), view);
      },
    );
  });
});

function expectView({ lines, summary }: ReturnType<typeof replay>, { pops, history }: View): void {
  expect(summary).toEqual({ pops, history, live: [] });
  // Every call ends once, and nothing is told of it afterwards.
  const ended = lines.filter(({ state }) => state === 'ended').map(({ call }) => call);
  expect(new Set(ended).size).toBe(ended.length);
  for (const { call } of lines) expect(lines.findLast((line) => line.call === call)?.state).toBe('ended');
  expect(new Set(lines.map(({ call }) => call)).size).toBe(ended.length);
}
