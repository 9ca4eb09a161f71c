import { act, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Result, TestStep } from '../../src-main/bridge/contract.ts';
import { managerStanza } from '../../src-renderer/features/settings/account-draft.ts';
import { refused } from '../support/renderer/fake-main.ts';
import { account, appState, demoAccount } from '../support/renderer/views.ts';
import { openMain } from '../support/renderer/window.tsx';

const box = (name: string) => screen.getByRole('textbox', { name });
const secret = () => screen.getByLabelText('Secret');
const press = (user: UserEvent, name: string) => user.click(screen.getByRole('button', { name }));

async function openNew(given: Parameters<typeof appState>[0] = {}) {
  const opened = await openMain(appState({ accounts: [demoAccount()], ...given }), { welcomed: false });
  await press(opened.user, 'Connect your PBX');
  return opened;
}
async function openEdit(given: Parameters<typeof account>[0] = {}) {
  const opened = await openMain(appState({ accounts: [account(given)] }));
  await press(opened.user, 'Settings');
  await press(opened.user, 'Edit Office');
  return opened;
}
async function fill(user: UserEvent): Promise<void> {
  await user.type(box('Host'), ' pbx.example.com ');
  await user.type(box('Manager user'), 'ada');
  await user.type(secret(), 's3cret word');
  await user.type(box('Your extension'), '1001');
}

describe('welcome', () => {
  it('is shown at the first start and not again once a way on was chosen', async () => {
    const { user } = await openMain(appState({ accounts: [demoAccount()] }), { welcomed: false });
    screen.getByRole('heading', { name: 'Welcome to Sidetone' });
    await press(user, 'Look around on the demo PBX first');
    screen.getByText(/You are on the demo PBX/u);
    screen.getByText('Demo PBX');
    await openMain(appState({ accounts: [demoAccount()] }), { welcomed: false });
    expect(screen.queryByRole('heading', { name: 'Welcome to Sidetone' })).toBeNull();
  });

  it('is not shown to somebody who has connected a PBX', async () => {
    await openMain(appState(), { welcomed: false });
    screen.getByRole('combobox', { name: 'Call a name or number' });
  });
});

describe('a new connection', () => {
  it('is saved as typed, without the blanks around, under the host’s name', async () => {
    const { main, user } = await openNew();
    await fill(user);
    await press(user, 'Save');
    expect(main.askedFor('saveAccount')).toEqual([
      [
        {
          label: 'pbx.example.com',
          host: 'pbx.example.com',
          port: 5038,
          username: 'ada',
          secret: 's3cret word',
          extension: '1001',
          devices: [],
          context: 'from-internal',
          sessionOnly: false,
        },
      ],
    ]);
  });

  it('says at each field what is missing, takes the focus there, and sends nothing', async () => {
    const { main, user } = await openNew();
    await user.clear(box('Port'));
    await user.type(box('Port'), '70000');
    await press(user, 'Save');
    screen.getByText('Type the name or address of your PBX.');
    screen.getByText(/A port is a number from 1 to 65535/u);
    screen.getByText('Type your extension.');
    expect(box('Host').getAttribute('aria-invalid')).toBe('true');
    await vi.waitFor(() => expect(document.activeElement).toBe(box('Host')));
    await user.type(box('Host'), 'x');
    expect(screen.queryByText('Type the name or address of your PBX.')).toBeNull();
    expect(main.askedFor('saveAccount')).toEqual([]);
  });

  it('opens Advanced for what is wrong in it', async () => {
    const { main, user } = await openNew();
    await fill(user);
    await press(user, 'Advanced');
    await user.type(box('Your devices'), 'PJSIP/1001{Enter}1001');
    await press(user, 'Advanced');
    await press(user, 'Save');
    screen.getByText(/“1001” is not of the form TECH\/peer/u);
    await user.clear(box('Your devices'));
    await user.type(box('Your devices'), 'PJSIP/1001, SIP/99');
    await press(user, 'Save');
    expect(main.askedFor('saveAccount')).toMatchObject([[{ devices: ['PJSIP/1001', 'SIP/99'] }]]);
  });

  it('shows what main says against it, and stays', async () => {
    const { main, user } = await openNew();
    main.answer('saveAccount', () => Promise.resolve(refused('The keychain refused.')));
    await fill(user);
    await press(user, 'Save');
    await screen.findByText('The keychain refused.');
    expect(box('Host')).toHaveProperty('value', ' pbx.example.com ');
  });

  it('with a locked keychain is for this session only, says why, and can try the keychain again', async () => {
    const { main, user } = await openNew({ keychain: { state: 'locked', words: 'The keychain is locked.' } });
    screen.getByText('The keychain is locked.');
    const sessionOnly = screen.getByRole('checkbox', { name: /Keep the secret for this session only/u });
    expect(sessionOnly).toHaveProperty('checked', true);
    expect(sessionOnly).toHaveProperty('disabled', true);
    await press(user, 'Try the keychain again');
    expect(main.askedFor('retryKeychain')).toHaveLength(1);
    await fill(user);
    await press(user, 'Save');
    expect(main.askedFor('saveAccount')).toMatchObject([[{ sessionOnly: true }]]);
    act(() => main.send({ keychain: { state: 'available', words: '' } }));
    expect(screen.queryByText('The keychain is locked.')).toBeNull();
  });

  it('says that AMI over TCP is not encrypted', async () => {
    await openNew();
    screen.getByText('This connection is not encrypted.');
  });
});

describe('an existing connection', () => {
  it('never shows its secret, and keeps it when none is typed', async () => {
    const { main, user } = await openEdit();
    expect(secret()).toHaveProperty('value', '');
    screen.getByText('Leave empty to keep the stored secret.');
    await user.type(box('Name of this connection'), ' 2');
    await press(user, 'Save');
    expect(main.askedFor('saveAccount')).toMatchObject([[{ id: 'pbx', secret: '', label: 'Office 2' }]]);
  });

  it('whose secret was forgotten asks for it again', async () => {
    const { main, user } = await openEdit({ settings: { ...account().settings, secretStored: 'none' } });
    screen.getByText('No secret is stored: type it in again.');
    await press(user, 'Save');
    screen.getByText('Type the manager user’s secret.');
    expect(main.askedFor('saveAccount')).toEqual([]);
  });

  it('hides what is typed as its secret until asked', async () => {
    const { user } = await openEdit();
    await user.type(secret(), 'abc');
    expect(secret()).toHaveProperty('type', 'password');
    await press(user, 'Show secret');
    expect(secret()).toHaveProperty('type', 'text');
  });

  it('is removed only after a second yes', async () => {
    const { main, user } = await openEdit();
    await press(user, 'Remove this connection');
    const dialog = screen.getByRole('alertdialog', { name: 'Remove Office?' });
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await press(user, 'Remove this connection');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(main.askedFor('removeAccount')).toEqual([]);
    await press(user, 'Remove this connection');
    await press(user, 'Remove');
    expect(main.askedFor('removeAccount')).toEqual([['pbx']]);
    screen.getByRole('region', { name: 'Settings' });
  });
});

describe('the connection test', () => {
  const step = (name: TestStep['step'], result: TestStep['result'], words = ''): TestStep => ({
    step: name,
    result,
    words,
  });
  const rows = () => within(screen.getByRole('region', { name: 'Connection test' })).getAllByRole('listitem');

  it('shows each step as it comes, and its end', async () => {
    const { main, user } = await openEdit();
    let answer: (steps: Result<readonly TestStep[]>) => void = () => undefined;
    main.answer('testAccount', () => new Promise((resolve) => (answer = resolve)));
    await press(user, 'Test connection');
    expect(rows().map((row) => row.textContent)).toEqual([
      'Reach the serverto do',
      'Is it Asterisk?to do',
      'Sign into do',
      'Rightsto do',
      'Your extensionto do',
      'Your devicesto do',
    ]);
    act(() => main.sendStep(step('reach', 'running')));
    expect(rows()[0]?.textContent).toBe('Reach the serverrunning');
    act(() => main.sendStep(step('reach', 'failed', 'Nothing listens on port 5038.')));
    expect(rows()[0]?.textContent).toBe('Reach the serverfailedNothing listens on port 5038.');
    const steps = [step('reach', 'failed', 'Nothing listens on port 5038.'), step('banner', 'skipped')];
    await act(async () => {
      answer({ ok: true, value: steps });
      await Promise.resolve();
    });
    expect(rows()[1]?.textContent).toBe('Is it Asterisk?skipped');
    screen.getByText(/It did not work/u);
    screen.getByRole('button', { name: 'Test again' });
  });

  it('is forgotten when what it tested changes', async () => {
    const { main, user } = await openEdit();
    main.answer('testAccount', () => new Promise(() => undefined));
    await press(user, 'Test connection');
    await user.type(box('Host'), 'x');
    expect(screen.queryByRole('region', { name: 'Connection test' })).toBeNull();
    act(() => main.sendStep(step('reach', 'passed')));
    expect(screen.queryByRole('region', { name: 'Connection test' })).toBeNull();
  });

  it('tests the draft that stands in the form', async () => {
    const { main, user } = await openEdit();
    await user.clear(box('Port'));
    await user.type(box('Port'), '5039');
    await press(user, 'Test connection');
    expect(main.askedFor('testAccount')).toMatchObject([[{ id: 'pbx', port: 5039, secret: '' }]]);
  });
});

describe('the stanza for the administrator', () => {
  it('has the user typed, the least rights, and lets nothing typed break out of its line', () => {
    expect(managerStanza({ username: 'ada', extension: '1' })).toMatch(/^\[ada\]\nsecret = /u);
    expect(managerStanza({ username: '', extension: '1001' })).toMatch(/^\[sidetone-1001\]/u);
    expect(managerStanza({ username: 'a]\nread=all', extension: '' })).toMatch(/^\[areadall\]\n/u);
    expect(managerStanza({ username: 'a', extension: '' })).toContain(
      '\nread = call,agent,user,system\nwrite = call,originate',
    );
  });
});
