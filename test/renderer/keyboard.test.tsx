import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { refused } from '../support/renderer/fake-main.ts';
import { account, appState, call, colleagues, person } from '../support/renderer/views.ts';
import { openMain } from '../support/renderer/window.tsx';

const field = () => screen.getByRole('combobox', { name: 'Call a name or number' });

describe('dialling by the keyboard alone', () => {
  it('Ctrl+K, a number, Enter', async () => {
    const { main, user } = await openMain(appState());
    await user.keyboard('{Control>}k{/Control}');
    expect(document.activeElement).toBe(field());
    await user.keyboard('+49 30 901820{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '+49 30 901820', null]]);
    await vi.waitFor(() => expect(field()).toHaveProperty('value', ''));
  });

  it('a name, the arrow keys, Enter', async () => {
    const { main, user } = await openMain(appState());
    await user.type(field(), 'e');
    const options = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(options[0]?.getAttribute('aria-selected')).toBe('true');
    expect(field().getAttribute('aria-activedescendant')).toBe(options[0]?.id);
    await user.keyboard('{Backspace}100{ArrowDown}{ArrowDown}{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '1003', 'Carol Díaz']]);
  });

  it('the marks go round the ends', async () => {
    const { main, user } = await openMain(appState());
    await user.type(field(), '100{ArrowUp}{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '1007', 'ليلى العامري']]);
  });

  it('what is typed on begins at the top again', async () => {
    const { main, user } = await openMain(appState());
    await user.type(field(), '10{ArrowDown}{ArrowDown}{ArrowDown}0{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '100', null]]);
  });

  it('the mark stays with its person when others come before', async () => {
    const { main, user } = await openMain(appState());
    await user.type(field(), '100{ArrowDown}{ArrowDown}');
    const first = person({ name: 'Aaron', number: '1000' });
    act(() => main.send({ accounts: [account({ people: [first, ...colleagues] })] }));
    await user.keyboard('{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '1003', 'Carol Díaz']]);
  });

  it('a second Enter places no second call', async () => {
    const { main, user } = await openMain(appState());
    main.answer('dial', () => new Promise(() => undefined));
    await user.type(field(), '1002{Enter}{Enter}');
    expect(main.askedFor('dial')).toHaveLength(1);
  });

  it('Escape empties the field', async () => {
    const { main, user } = await openMain(appState());
    await user.type(field(), 'bob{Escape}');
    expect(field()).toHaveProperty('value', '');
    await user.keyboard('{Enter}');
    expect(main.askedFor('dial')).toEqual([]);
  });

  it('keeps what was typed, and says why, when the call could not be placed', async () => {
    const { main, user } = await openMain(appState());
    main.answer('dial', () => Promise.resolve(refused('Your phone is not reachable.')));
    await user.type(field(), '1002{Enter}');
    await screen.findByText('Your phone is not reachable.');
    expect(field()).toHaveProperty('value', '1002');
    await user.keyboard('3');
    expect(screen.queryByText('Your phone is not reachable.')).toBeNull();
  });

  it('says why when nothing can be dialled now', async () => {
    const { main, user } = await openMain(
      appState({
        accounts: [
          account({
            controls: {
              dial: { possible: false, why: 'Not connected to the PBX.' },
              hangUp: { possible: true, why: '' },
              transfer: { possible: true, why: '' },
            },
          }),
        ],
      }),
    );
    await user.type(field(), '1002{Enter}');
    expect(screen.getByText('Not connected to the PBX.', { selector: '[role=alert] *' })).toBeTruthy();
    expect(main.askedFor('dial')).toEqual([]);
  });

  it('a name of nobody says so', async () => {
    const { user } = await openMain(appState());
    await user.type(field(), 'qqq');
    screen.getByText('Nobody by that name. Type a number to call it.');
  });
});

describe('transferring by the keyboard alone', () => {
  const talking = appState({
    accounts: [account({ calls: [call({ id: 'talk', state: 'up', answeredAt: Date.now() })] })],
  });

  it('Tab to Transfer, type, Enter', async () => {
    const { main, user } = await openMain(talking);
    while (document.activeElement?.textContent !== 'Transfer') await user.tab();
    await user.keyboard('{Enter}carol{Enter}');
    expect(main.askedFor('transfer')).toEqual([['pbx', 'talk', '1003']]);
  });

  it('a typed number is transferred to as it stands', async () => {
    const { main, user } = await openMain(talking);
    await user.click(screen.getByRole('button', { name: 'Transfer' }));
    await user.keyboard('0123{Enter}');
    expect(main.askedFor('transfer')).toEqual([['pbx', 'talk', '0123']]);
  });

  it('Escape goes back to the button', async () => {
    const { main, user } = await openMain(talking);
    await user.click(screen.getByRole('button', { name: 'Transfer' }));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('combobox', { name: 'Transfer to' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Transfer' }));
    expect(main.askedFor('transfer')).toEqual([]);
  });

  it('what the PBX says against it stands on the card', async () => {
    const { main, user } = await openMain(talking);
    main.answer('transfer', () => Promise.resolve(refused('There is no 99 in from-internal.')));
    await user.click(screen.getByRole('button', { name: 'Transfer' }));
    await user.keyboard('99{Enter}');
    await within(screen.getByRole('article')).findByText('There is no 99 in from-internal.');
  });
});

describe('people', () => {
  it('are reached and called by Tab, arrows and Enter, with their presence in words', async () => {
    const { main, user } = await openMain(appState());
    await user.click(screen.getByRole('button', { name: 'People' }));
    const rows = within(screen.getByRole('region', { name: 'People' })).getAllByRole('listitem');
    expect(rows[0]?.textContent).toMatch(/Bob Brown.*in a call.*1002.*Sales/u);
    await user.click(screen.getByRole('searchbox', { name: 'Filter people' }));
    await user.tab();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '1003', 'Carol Díaz']]);
  });

  it('are filtered, and counted', async () => {
    const { user } = await openMain(appState(), { asWide: true });
    await user.type(screen.getByRole('searchbox', { name: 'Filter people' }), 'support');
    screen.getByText('2 people');
    await user.type(screen.getByRole('searchbox', { name: 'Filter people' }), 'zz');
    screen.getByText('Nobody matches “supportzz”.');
  });

  it('stand beside the calls in a wide window, which then needs no page for them', async () => {
    await openMain(appState(), { asWide: true });
    screen.getByRole('region', { name: 'People' });
    screen.getByRole('region', { name: 'Today' });
    expect(screen.queryByRole('button', { name: 'People' })).toBeNull();
  });
});
