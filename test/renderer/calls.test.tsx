import { act, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createStateStore } from '../../src-renderer/state.ts';
import { fakeMain, refused } from '../support/renderer/fake-main.ts';
import { account, appState, call, entry } from '../support/renderer/views.ts';
import { openMain } from '../support/renderer/window.tsx';

const withCalls = (...calls: ReturnType<typeof call>[]) => appState({ accounts: [account({ calls })] });
const card = (name: RegExp | string) => screen.getByRole('article', { name });

describe('a ringing call', () => {
  it('shows who calls, how it came, its state in words, and is announced at once', async () => {
    const { main } = await openMain(appState());
    expect(screen.getByRole('alert')).toHaveProperty('textContent', '');
    act(() => main.send({ accounts: [account({ calls: [call()] })] }));
    const shown = card('Grace Hopper, ringing');
    for (const text of ['Grace Hopper', '+12125550142', 'via Support', 'ringing']) within(shown).getByText(text);
    const alert = screen.getByRole('alert');
    expect(alert.getAttribute('aria-live')).toBe('assertive');
    expect(alert.textContent).toBe('Grace Hopper is calling, via Support');
  });

  it('is announced once, and another call is announced by itself', async () => {
    const { main } = await openMain(withCalls(call()));
    act(() =>
      main.send({ accounts: [account({ calls: [call(), call({ id: '2', name: null, number: '1002', via: '' })] })] }),
    );
    expect(screen.getByRole('alert').textContent).toBe('1002 is calling');
  });

  it('shows a hostile name as nothing but text', async () => {
    const name = '<img src=x onerror="document.title=1"> <b>x</b>';
    const { view } = await openMain(withCalls(call({ name })));
    within(card(`${name}, ringing`)).getByText(name);
    expect(view.container.querySelector('img, b')).toBeNull();
  });

  it('without a name is known by the number, told once', async () => {
    await openMain(withCalls(call({ name: null })));
    expect(within(card('+12125550142, ringing')).getAllByText('+12125550142')).toHaveLength(1);
  });

  it('without a name or number is an unknown caller', async () => {
    await openMain(withCalls(call({ name: null, number: null, via: '' })));
    card('Unknown caller, ringing');
  });
});

describe('hang up', () => {
  it('asks main for this call of this connection', async () => {
    const { main, user } = await openMain(
      withCalls(call({ id: 'other' }), call({ id: 'talk', name: 'Bob', state: 'up' })),
    );
    await user.click(within(card('Bob, up')).getByRole('button', { name: 'Hang up' }));
    expect(main.askedFor('hangUp')).toEqual([['pbx', 'talk']]);
  });

  it.each([
    ['ringing', 'in', 'Decline'],
    ['ringing', 'out', 'Cancel call'],
    ['dialing', 'out', 'Cancel call'],
    ['held', 'in', 'Hang up'],
  ] as const)('of a call that is %s %s is called %s', async (state, direction, word) => {
    await openMain(withCalls(call({ state, direction })));
    screen.getByRole('button', { name: word });
  });

  it('tells on the card that asked what went wrong, and nowhere else', async () => {
    const { main, user } = await openMain(withCalls(call({ id: '1', name: 'One' }), call({ id: '2', name: 'Two' })));
    main.answer('hangUp', () => Promise.resolve(refused('The PBX said: No such channel.')));
    await user.click(within(card('Two, ringing')).getByRole('button', { name: 'Decline' }));
    await within(card('Two, ringing')).findByText('The PBX said: No such channel.');
    expect(within(card('One, ringing')).queryByText(/No such channel/u)).toBeNull();
    await user.click(within(card('Two, ringing')).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/No such channel/u)).toBeNull();
  });

  it('tells when main does not answer at all', async () => {
    const { main, user } = await openMain(withCalls(call()));
    main.answer('hangUp', () => Promise.reject(new Error('gone')));
    await user.click(screen.getByRole('button', { name: 'Decline' }));
    await screen.findByText('Sidetone did not answer. Please try again.');
  });

  it('is asked for once, however often it is pressed meanwhile', async () => {
    const { main, user } = await openMain(withCalls(call()));
    main.answer('hangUp', () => new Promise(() => undefined));
    await user.dblClick(screen.getByRole('button', { name: 'Decline' }));
    expect(main.askedFor('hangUp')).toHaveLength(1);
  });

  it('says why when it cannot be done, to the screen reader before and on the card after it is pressed', async () => {
    const why = 'The manager user lacks the write right “call”.';
    const none = { possible: false, why };
    const { main, user } = await openMain(
      appState({ accounts: [account({ calls: [call()], controls: { dial: none, hangUp: none, transfer: none } })] }),
    );
    const button = within(card('Grace Hopper, ringing')).getByRole('button', { name: 'Decline' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(why);
    await user.click(button);
    expect(within(card('Grace Hopper, ringing')).getByRole('alert').textContent).toBe(why);
    expect(main.askedFor('hangUp')).toEqual([]);
  });
});

describe('transfer', () => {
  it.each([
    ['dialing', /once it is answered/u],
    ['parked', /parked call/u],
  ] as const)('of a call that is %s says why it has to wait', async (state, why) => {
    const { user } = await openMain(withCalls(call({ state, direction: 'out' })));
    await user.click(screen.getByRole('button', { name: 'Transfer' }));
    expect(within(screen.getByRole('article')).getByRole('alert').textContent).toMatch(why);
    expect(screen.queryByRole('combobox', { name: 'Transfer to' })).toBeNull();
  });
});

describe('a call that main asks to show', () => {
  it('has the focus, on whatever page the window stood', async () => {
    const { main, user } = await openMain(withCalls(call({ id: 'a', name: 'A' }), call({ id: 'b', name: 'B' })));
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    act(() => main.show({ page: 'calls', callId: 'b' }));
    await vi.waitFor(() => expect(document.activeElement).toBe(card('B, ringing')));
    screen.getByRole('region', { name: 'Today' });
  });
});

describe('a page that main asks for before the state has come', () => {
  it('is shown once it has', async () => {
    const main = fakeMain(appState());
    let answer = (): void => undefined;
    main.answer('getState', () => new Promise((resolve) => (answer = () => resolve({ ok: true, value: appState() }))));
    vi.stubGlobal('sidetone', main.api);
    const { MainWindow } = await import('../../src-renderer/main/main-window.tsx');
    render(<MainWindow store={createStateStore(main.api)} />);
    act(() => main.show({ page: 'settings', callId: null }));
    answer();
    await screen.findByRole('region', { name: 'Settings' });
  });
});

describe("today's calls", () => {
  const today = [
    entry({ id: 'm' }),
    entry({ id: 'a', name: 'Ann', outcome: 'answered', talkedSeconds: 42, beganAt: Date.now() - 3_600_000 }),
    entry({ id: 'n', name: null, number: null, outcome: 'declined', beganAt: Date.now() - 7_200_000 }),
  ];

  it('say their outcome in words, how long they were, and in which direction they went', async () => {
    await openMain(appState({ accounts: [account({ today })] }));
    const rows = within(screen.getByRole('region', { name: 'Today' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/Linus Pauling.*missed · \+442079460123/u),
      expect.stringMatching(/Ann.*answered, 42 sec/u),
      expect.stringMatching(/Unknown caller.*declined/u),
    ]);
    expect(
      within(rows[0] ?? document.body)
        .getByRole('img')
        .getAttribute('aria-label'),
    ).toBe('Incoming');
  });

  it('are called back by a click, and a call without a number has no such button', async () => {
    const { main, user } = await openMain(appState({ accounts: [account({ today })] }));
    await user.click(screen.getByRole('button', { name: 'Call Linus Pauling' }));
    expect(main.askedFor('dial')).toEqual([['pbx', '+442079460123', 'Linus Pauling']]);
    expect(screen.queryByRole('button', { name: 'Call Unknown caller' })).toBeNull();
  });

  it('say what will stand there while there are none', async () => {
    await openMain(appState());
    screen.getByText('No calls yet today');
  });
});
