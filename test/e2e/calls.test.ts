import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ScriptedPeer, startScriptedPeer } from '../../src-main/demo/scripted/scripted-peer.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { callUser, connectToPeer, endAllCalls } from '../support/calling-peer.ts';
import { temporaryProfile } from '../support/temporary.ts';

const SOON = { timeout: 10_000, interval: 30 };
const GRACE = { number: '+12125550162', name: 'Grace Hopper' };
const EVE = { number: '+442079460018', name: 'Eve \u001b[31m\u202eevil\u0007' };

let app: RunningApp;
let main: Page;
let pop: Page;
let peer: ScriptedPeer;

async function open(profile?: string): Promise<void> {
  app = await launchApp(profile === undefined ? {} : { profile });
  [main, pop] = [await app.mainWindow(), await app.popWindow()];
}

const logOf = ({ profile }: RunningApp): string => readFileSync(join(profile, 'logs/sidetone.log'), 'utf8');
const card = () => main.locator('.call-card');
const popShown = (shown: boolean): Promise<void> =>
  vi.waitFor(async () => expect(await app.isShown('pop')).toBe(shown), SOON);
/** Today's calls, the newest first: who, then what became of it. */
const today = async (): Promise<readonly string[]> => {
  const rows = await main.getByRole('region', { name: 'Today' }).getByRole('listitem').allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
};

describe('the first start', () => {
  it('shows a call on the demo PBX, and tells of it after it was painted', async () => {
    await open();
    onTestFinished(() => app.close());
    await pop.locator('.pop-card').waitFor({ timeout: 20_000 });
    const text = await pop.locator('.pop-card').innerText();
    expect(text).toContain('Grace Hopper');
    expect(text).toContain('+12125550162');
    expect(text).toContain('via Support');
    await popShown(true);
    const ringing = await app.line(/^ringing/);
    expect(ringing).toMatch(/^ringing {2}Grace Hopper <\+12125550162> {2}via Support.* {2}pop painted in \d+ ms$/);

    await main.getByRole('button', { name: /Look around/ }).click();
    await card().getByRole('button', { name: 'Decline' }).click();
    await popShown(false);
  });
});

describe('on an account of my own', () => {
  const profile = temporaryProfile();

  beforeAll(async () => {
    peer = await startScriptedPeer();
    await open(profile.folder);
    await connectToPeer(app, peer);
  }, 60_000);

  afterEach(async () => {
    endAllCalls(peer);
    await card().first().waitFor({ state: 'detached' });
    await popShown(false);
  });

  afterAll(async () => {
    await app.close();
    await peer.close();
    profile.remove();
  });

  const linesOf = (kind: string): readonly string[] => app.lines.filter((line) => line.startsWith(kind));

  it('pops for a call to me without taking the focus, and closes when my phone answers', async () => {
    callUser(peer, GRACE, { does: 'answer', after: 1500 });
    await pop.locator('.pop-card').waitFor();
    await popShown(true);
    const popWindow = await app.electron.evaluate(({ BrowserWindow, screen }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes('/pop/'));
      const { workArea } = screen.getPrimaryDisplay();
      const bounds = window?.getBounds();
      return {
        focusable: window?.isFocusable(),
        focused: window?.isFocused(),
        onTop: window?.isAlwaysOnTop(),
        right: bounds && workArea.x + workArea.width - bounds.x - bounds.width,
        bottom: bounds && workArea.y + workArea.height - bounds.y - bounds.height,
      };
    });
    expect(popWindow).toEqual({ focusable: false, focused: false, onTop: true, right: 12, bottom: 12 });
    await popShown(false);
    await main.locator('.call-card[data-state="up"]').waitFor();
    await app.line(/^answered {2}Grace Hopper <\+12125550162>/);
  });

  it('has a card for each of two calls, and is as high as both', async () => {
    const height = (): Promise<number> => pop.evaluate(() => window.innerHeight);
    const first = callUser(peer, GRACE);
    await vi.waitFor(async () => expect(await pop.locator('.pop-card').count()).toBe(1), SOON);
    const alone = await height();
    callUser(peer, EVE);
    await vi.waitFor(async () => expect(await pop.locator('.pop-card').count()).toBe(2), SOON);
    await vi.waitFor(async () => expect(await height()).toBeGreaterThan(alone + 80), SOON);
    first.hangUp();
    await vi.waitFor(async () => expect(await pop.locator('.pop-card').allInnerTexts()).toHaveLength(1), SOON);
    expect(await pop.locator('.pop-card').innerText()).toContain('+442079460018');
  });

  it('obeys nothing in a caller’s name, on the terminal or in a window', async () => {
    callUser(peer, { ...EVE, name: `${EVE.name}<img src=x onerror=alert(1)>` });
    const line = await app.line(/^ringing {2}Eve/);
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    await pop.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await pop.locator('.pop-card img[src="x"]').count()).toBe(0);
  });

  it('is declined from the pop: the PBX ends it', async () => {
    const caller = callUser(peer, GRACE);
    await pop.getByRole('button', { name: 'Decline' }).click();
    await vi.waitFor(() => expect(caller.gone).toBe(true), SOON);
    await popShown(false);
    await app.line(/^ended {2}Grace Hopper <\+12125550162> {2}declined$/);
  });

  it('is hidden from the pop when told so, and rings on', async () => {
    const caller = callUser(peer, GRACE);
    await pop.getByRole('button', { name: 'Hide until it ends' }).click();
    await popShown(false);
    expect(caller.gone).toBe(false);
    expect(await card().count()).toBe(1);
  });

  it('is opened in the main window from the pop', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isResizable()) window.hide();
    });
    callUser(peer, GRACE);
    await pop.getByRole('button', { name: 'Open' }).click();
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(true), SOON);
    await main.locator('.call-card:focus').waitFor();
  });

  const dial = async (text: string): Promise<void> => {
    const field = main.getByRole('combobox', { name: 'Call a name or number' });
    await field.fill(text);
    await field.press('Enter');
  };

  it('rings my phone first, then theirs; is transferred, and ends', async () => {
    const rungBefore = linesOf('ringing').length;
    await dial('1002');
    await peer.asked('Originate');
    await main.locator('.call-card[data-state="up"]').waitFor();
    expect(await card().innerText()).toContain('Alan Turing');
    // A call that I placed never pops.
    expect(await app.isShown('pop')).toBe(false);
    expect(linesOf('ringing')).toHaveLength(rungBefore);

    await card().getByRole('button', { name: 'Transfer' }).click();
    const field = card().getByRole('combobox', { name: 'Transfer to' });
    await field.fill('1003');
    await field.press('Enter');
    await card().waitFor({ state: 'detached' });
    await vi.waitFor(() => {
      const names = peer.world.pbx.channels.map((channel) => channel.device);
      expect(names).toContain('PJSIP/1003');
      expect(names).not.toContain('PJSIP/1001');
    }, SOON);
    expect((await today())[0]).toMatch(/Alan Turing/);
  });

  it('is hung up on the PBX', async () => {
    await dial('1003');
    await main.locator('.call-card[data-state="up"]').waitFor();
    await card().getByRole('button', { name: 'Hang up' }).click();
    await card().waitFor({ state: 'detached' });
    await vi.waitFor(() => expect(peer.world.pbx.channels).toHaveLength(0), SOON);
  });

  it('cannot carry an action of its own to the PBX', async () => {
    const answer = await main.evaluate(async () => {
      const state = await window.sidetone.getState();
      const id = state.ok ? (state.value.accounts[0]?.id ?? '') : '';
      return window.sidetone.dial(id, '1002\r\nAction: Logoff', null);
    });
    expect(answer.ok).toBe(false);
    expect(peer.requests.map(({ action }) => action)).not.toContain('Logoff');
    expect(peer.connections).toBe(1);
  });

  it('has its connection proved at once when the computer wakes up', async () => {
    const before = peer.requests.filter(({ action }) => action === 'Ping').length;
    await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    await vi.waitFor(() => {
      expect(peer.requests.filter(({ action }) => action === 'Ping').length).toBeGreaterThan(before);
    }, SOON);
  });

  // The last one: the test's own hold on the page dies with it.
  it('pops even after the process of the pop’s page has died', async () => {
    await app.electron.evaluate(({ webContents }) => {
      const page = webContents.getAllWebContents().find((one) => one.getURL().includes('/pop/'));
      page?.forcefullyCrashRenderer();
    });
    await vi.waitFor(() => expect(logOf(app)).toContain('the process of the window'), SOON);
    callUser(peer, { ...GRACE, name: 'Late Caller' });
    await app.line(/^ringing {2}Late Caller .* pop painted in/);
    expect(await app.isShown('pop')).toBe(true);
  });

  it('keeps today’s calls over a restart', async () => {
    const caller = callUser(peer, { ...GRACE, name: 'Early Caller' });
    await card().waitFor();
    caller.hangUp();
    await app.line(/^ended {2}Early Caller .* missed$/);
    await app.quit();
    await open(profile.folder);
    await vi.waitFor(async () => expect((await today())[0]).toMatch(/Early Caller.*missed/), SOON);
  });
});
