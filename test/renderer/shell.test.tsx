import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { refused } from '../support/renderer/fake-main.ts';
import { account, appState, call, demoAccount } from '../support/renderer/views.ts';
import { openMain } from '../support/renderer/window.tsx';

const connection = account().connection;

describe('my phone', () => {
  it('says its presence and the connection in words, and that it is not encrypted', async () => {
    await openMain(appState());
    const strip = within(screen.getByRole('region', { name: 'My phone: Office' }));
    strip.getByText(/available · Connected to Asterisk 22\.10\.1\./u);
    strip.getByText('Not encrypted');
    strip.getByText('Ada Lovelace');
  });

  it('says when the next attempt is due, and tries at once when asked', async () => {
    const { main, user } = await openMain(
      appState({
        accounts: [
          account({
            connection: {
              ...connection,
              phase: 'waiting',
              words: 'The PBX does not answer.',
              retryAt: Date.now() + 24_500,
            },
          }),
        ],
      }),
    );
    screen.getByText(/The PBX does not answer\./u);
    screen.getByText(/Next attempt in 0:2\d/u);
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(main.askedFor('reconnectAccount')).toEqual([['pbx']]);
  });

  it('leads from a refused connection to its settings', async () => {
    const { user } = await openMain(
      appState({ accounts: [account({ connection: { ...connection, phase: 'refused', words: 'Refused.' } })] }),
    );
    await user.click(screen.getByRole('button', { name: 'Edit connection' }));
    screen.getByRole('heading', { name: 'Edit Office' });
  });

  it('of several connections, one is called from, and that is chosen', async () => {
    const { main, user } = await openMain(appState({ accounts: [account(), account({ id: 'home', label: 'Home' })] }));
    expect(screen.getByRole('radio', { name: 'Call from Office' })).toHaveProperty('checked', true);
    await user.click(screen.getByRole('radio', { name: 'Call from Home' }));
    await user.type(screen.getByRole('combobox', { name: 'Call a name or number' }), '55{Enter}');
    expect(main.askedFor('dial')).toEqual([['home', '55', null]]);
  });

  it('one’s own PBX is called from before the demo', async () => {
    const { main, user } = await openMain(appState({ accounts: [demoAccount(), account()] }));
    await user.type(screen.getByRole('combobox', { name: 'Call a name or number' }), '55{Enter}');
    expect(main.askedFor('dial')).toEqual([['pbx', '55', null]]);
  });
});

describe('notices', () => {
  it('are read out, and go when dismissed', async () => {
    const { main, user } = await openMain(appState());
    act(() => main.send({ notices: [{ id: 'n1', tone: 'problem', words: '1002 could not be called.' }] }));
    const notices = within(screen.getByRole('region', { name: 'Notices' }));
    expect(notices.getByRole('alert').textContent).toContain('1002 could not be called.');
    await user.click(notices.getByRole('button', { name: 'Dismiss' }));
    expect(main.askedFor('dismissNotice')).toEqual([['n1']]);
  });
});

describe('settings', () => {
  it('say what this desktop can do, and quit when asked', async () => {
    const { main, user } = await openMain(appState({ desktop: { tray: false, notificationActions: false } }));
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    screen.getByText(/This desktop shows no tray/u);
    screen.getByText(/Without buttons on this desktop/u);
    screen.getByText(/^Version \d/u);
    await user.click(screen.getByRole('button', { name: 'Quit Sidetone' }));
    expect(main.askedFor('quit')).toHaveLength(1);
  });

  it('live calls stay in sight', async () => {
    const { user } = await openMain(appState({ accounts: [account({ calls: [call()] })] }));
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    screen.getByRole('article', { name: 'Grace Hopper, ringing' });
  });

  it('the demo PBX has nothing to edit', async () => {
    const { user } = await openMain(appState({ accounts: [demoAccount()] }));
    await user.click(screen.getByRole('button', { name: 'Settings' }));
    screen.getByText('A pretend PBX inside Sidetone.');
    expect(screen.queryByRole('button', { name: /^Edit/u })).toBeNull();
  });
});

describe('a start that fails', () => {
  it('says so and offers another try', async () => {
    const { main, view } = await openMain(appState());
    view.unmount();
    main.answer('getState', () => Promise.resolve(refused('Not from this window.')));
    const { MainWindow } = await import('../../src-renderer/main/main-window.tsx');
    const { createStateStore } = await import('../../src-renderer/state.ts');
    const { render } = await import('@testing-library/react');
    render(<MainWindow store={createStateStore(main.api)} />);
    await screen.findByText(/could not be read. Not from this window\./u);
    screen.getByRole('button', { name: 'Try again' });
  });
});

describe('every control', () => {
  it('has a name', async () => {
    await openMain(appState({ accounts: [account({ calls: [call(), call({ id: '2', state: 'up' })] })] }), {
      asWide: true,
    });
    for (const role of ['button', 'textbox', 'combobox', 'searchbox', 'radio'] as const) {
      const nameless = screen
        .queryAllByRole(role)
        .filter((control) => (control.getAttribute('aria-label') ?? control.textContent ?? '') === '');
      expect(nameless).toEqual([]);
    }
  });
});
