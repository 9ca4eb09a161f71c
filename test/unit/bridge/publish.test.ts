import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Publisher, selectForPop } from '../../../src-main/bridge/publish.ts';
import type { AppState } from '../../../src-main/companion/view.ts';
import { accountView, appState, callView } from '../../support/app-state.ts';

const quiet = accountView();
const ringing = accountView({ calls: [callView()] });

describe('the publisher', () => {
  let publisher: Publisher;
  let sent: AppState[];

  beforeEach(() => {
    vi.useFakeTimers();
    publisher = new Publisher();
    sent = [];
    publisher.subscribe({ select: (state) => state, send: (state) => sent.push(state), urgent: true });
  });
  afterEach(() => {
    publisher.stop();
    vi.useRealTimers();
  });

  const state = (revision: number): AppState => appState([quiet], { revision });

  it('sends a ringing call in the same turn to the window that shows it, and a frame later to the others', () => {
    const other: AppState[] = [];
    publisher.subscribe({ select: (all) => all, send: (all) => other.push(all) });
    publisher.publish(state(1), 'now');
    expect([sent.length, other.length]).toEqual([1, 0]);
    vi.advanceTimersByTime(17);
    expect([sent.length, other.length]).toEqual([1, 1]);
  });

  it('sends what is not urgent once a frame, the newest alone', () => {
    for (let revision = 1; revision <= 50; revision += 1) publisher.publish(state(revision), 'frame');
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(17);
    expect(sent.map(({ revision }) => revision)).toEqual([50]);
    vi.advanceTimersByTime(100);
    expect(sent).toHaveLength(1);
    publisher.publish(state(51), 'frame');
    vi.advanceTimersByTime(17);
    expect(sent.map(({ revision }) => revision)).toEqual([50, 51]);
  });

  it('lets an urgent state overtake the waiting one, and sends nothing older after it', () => {
    publisher.publish(state(1), 'frame');
    publisher.publish(state(2), 'now');
    vi.advanceTimersByTime(100);
    expect(sent.map(({ revision }) => revision)).toEqual([2]);
  });

  it('sends nothing where nothing has changed', () => {
    const same = state(1);
    publisher.publish(same, 'now');
    publisher.publish(same, 'now');
    expect(sent).toHaveLength(1);
  });

  it('sends nothing to a window that has ended its subscription, nor after it was stopped', () => {
    const other: AppState[] = [];
    const end = publisher.subscribe({ select: (all) => all, send: (all) => other.push(all) });
    publisher.publish(state(1), 'now');
    vi.advanceTimersByTime(17);
    end();
    publisher.publish(state(2), 'frame');
    publisher.stop();
    vi.advanceTimersByTime(100);
    expect(other).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });
});

describe('the pop window’s part of the state', () => {
  it('is the popping calls, without people, history or notices', () => {
    const up = callView({ id: 'call-2', state: 'up', popping: false });
    const account = accountView({ calls: [callView(), up] });
    const notice = { id: 'n', tone: 'info' as const, words: 'Hello' };
    const selected = selectForPop()(appState([account], { notices: [notice] }));
    expect(selected.accounts[0]?.calls).toEqual([callView()]);
    expect([selected.accounts[0]?.people, selected.accounts[0]?.today, selected.notices]).toEqual([[], [], []]);
  });

  it('stays the same object while nothing that the pop shows has changed', () => {
    const select = selectForPop();
    const first = select(appState([ringing]));
    const presence = { ...ringing, me: { ...ringing.me, presence: 'busy' as const }, people: [] };
    expect(select(appState([presence], { revision: 2 }))).toBe(first);
    expect(select(appState([{ ...ringing, calls: [] }], { revision: 3 }))).not.toBe(first);
  });

  it('changes when a call or what can be done with it changes', () => {
    const select = selectForPop();
    const first = select(appState([ringing]));
    const named = { ...ringing, calls: [callView({ name: 'Rear Admiral Hopper' })] };
    const second = select(appState([named], { revision: 2 }));
    const powerless = { ...named, controls: { ...named.controls, hangUp: { possible: false, why: 'No right' } } };
    const third = select(appState([powerless], { revision: 3 }));
    expect(second).not.toBe(first);
    expect(third).not.toBe(second);
    expect(third.revision).toBe(3);
  });
});
