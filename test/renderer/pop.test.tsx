import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { refused } from '../support/renderer/fake-main.ts';
import { account, appState, call, demoAccount } from '../support/renderer/views.ts';
import { openPop } from '../support/renderer/window.tsx';

const popping = (...calls: ReturnType<typeof call>[]) => appState({ accounts: [account({ calls })] });

describe('the pop', () => {
  it('shows who is calling, the number and how the call came, each whole in its title', async () => {
    const name = 'Zentrale Beschaffung und Logistik Süd-West GmbH & Co. KG';
    await openPop(popping(call({ name })));
    const card = await screen.findByRole('article', { name: `${name} is calling, via Support` });
    expect(within(card).getByText(name).title).toBe(name);
    within(card).getByText('+12125550142');
    within(card).getByText('via Support');
    within(card).getByText('ringing');
    within(card).getByRole('timer', { name: /Duration 0:\d\d/u });
  });

  it('is empty, and closed, while nothing pops', async () => {
    const { main, view } = await openPop(popping(call({ popping: false })));
    await vi.waitFor(() => expect(view.container.querySelector('main')?.hidden).toBe(true));
    expect(screen.queryByRole('article')).toBeNull();
    expect(screen.queryByRole('timer', { hidden: true })).toBeNull();
    expect(main.askedFor('reportPopPainted')).toEqual([]);
  });

  it('tells main of each call once it has been painted, and once only', async () => {
    const { main } = await openPop(popping(call({ id: 'a' })));
    await vi.waitFor(() => expect(main.askedFor('reportPopPainted')).toEqual([[['a']]]));
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'a' }), call({ id: 'b' })] })] }));
    await vi.waitFor(() => expect(main.askedFor('reportPopPainted')).toEqual([[['a']], [['b']]]));
  });

  it('tells a call again that pops again', async () => {
    const { main } = await openPop(popping(call({ id: 'a' })));
    await vi.waitFor(() => expect(main.askedFor('reportPopPainted')).toHaveLength(1));
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'a', popping: false })] })] }));
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'a' })] })] }));
    await vi.waitFor(() => expect(main.askedFor('reportPopPainted')).toHaveLength(2));
  });

  it('is a frame later than the paint that it tells of', async () => {
    const frames: FrameRequestCallback[] = [];
    const request = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
    const { main } = await openPop(popping(call({ id: 'a' })));
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    frames[0]?.(0);
    expect(main.askedFor('reportPopPainted')).toEqual([]);
    frames[1]?.(16);
    expect(main.askedFor('reportPopPainted')).toEqual([[['a']]]);
    request.mockRestore();
  });

  it('fits the window to its height, and to nothing at the end', async () => {
    // jsdom lays nothing out: here is what the browser would have measured, and when.
    let height = 131.5;
    const measurements: (() => void)[] = [];
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(measure: () => void) {
          measurements.push(measure);
        }
        observe(): void {}
        disconnect(): void {}
      },
    );
    const box = vi
      .spyOn(HTMLElement.prototype, 'getBoundingClientRect')
      .mockImplementation(() => new DOMRect(0, 0, 380, height));
    const measure = (): void => {
      for (const each of measurements) each();
    };
    const { main } = await openPop(popping(call()));
    measure();
    measure();
    expect(main.askedFor('resizePop')).toEqual([[132]]);
    height = 0;
    act(() => main.send({ accounts: [account()] }));
    measure();
    expect(main.askedFor('resizePop')).toEqual([[132], [0]]);
    box.mockRestore();
  });

  it('keeps what came of a request with the call that it was about', async () => {
    const { main, user } = await openPop(popping(call({ id: 'a', name: 'A', via: '' })));
    main.answer('hangUp', () => Promise.resolve(refused('The PBX said: Permission denied.')));
    await user.click(await screen.findByRole('button', { name: 'Decline' }));
    await screen.findByRole('alert');
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'b', name: 'B', via: '' })] })] }));
    await screen.findByRole('article', { name: 'B is calling' });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stacks, the first to ring first, and counts what is more than three', async () => {
    const now = Date.now();
    const calls = ['e', 'd', 'c', 'b', 'a'].map((id, at) => call({ id, name: id, via: '', beganAt: now - at * 1000 }));
    const { main, user } = await openPop(popping(...calls));
    await screen.findByText('+2 more calls');
    expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
      'a is calling',
      'b is calling',
      'c is calling',
    ]);
    await user.click(screen.getByRole('button', { name: 'Show' }));
    expect(main.askedFor('openMainWindow')).toEqual([[null]]);
  });

  it('holds presses back for a moment whenever cards come or move, by another animation each time', async () => {
    const { main } = await openPop(popping(call({ id: 'a' })));
    const turn = () => screen.getByRole('main').dataset['turn'];
    await screen.findByRole('article');
    const alone = turn();
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'a' }), call({ id: 'b' })] })] }));
    const second = turn();
    expect(second).not.toBe(alone);
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'a', name: 'Renamed' }), call({ id: 'b' })] })] }));
    expect(turn()).toBe(second);
    act(() => main.send({ accounts: [account({ calls: [call({ id: 'b' })] })] }));
    expect(turn()).not.toBe(second);
  });

  it('declines, opens and hides the call of its own card', async () => {
    const { main, user } = await openPop(
      popping(call({ id: 'a', name: 'A', via: '' }), call({ id: 'b', name: 'B', via: '' })),
    );
    const card = within(await screen.findByRole('article', { name: 'B is calling' }));
    await user.click(card.getByRole('button', { name: 'Decline' }));
    await user.click(card.getByRole('button', { name: 'Open' }));
    await user.click(card.getByRole('button', { name: 'Hide until it ends' }));
    expect(main.askedFor('hangUp')).toEqual([['pbx', 'b']]);
    expect(main.askedFor('openMainWindow')).toEqual([['b']]);
    expect(main.askedFor('dismissPop')).toEqual([['pbx', 'b']]);
  });

  it('shows on its card why a call could not be declined', async () => {
    const { main, user } = await openPop(popping(call()));
    main.answer('hangUp', () => Promise.resolve(refused('The PBX said: Permission denied.')));
    await user.click(await screen.findByRole('button', { name: 'Decline' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The PBX said: Permission denied.');
  });

  it('names the connection where there are several', async () => {
    await openPop(appState({ accounts: [demoAccount(), account({ calls: [call()] })] }));
    await screen.findByText('on Office');
  });

  it('shows a hostile name as nothing but text', async () => {
    const { view } = await openPop(popping(call({ name: '<script>x</script><img src=x>' })));
    await screen.findByText('<script>x</script><img src=x>');
    expect(view.container.querySelector('img, script')).toBeNull();
  });
});
