import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ScriptedPeer, startScriptedPeer } from '../../src-main/demo/scripted/scripted-peer.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { callUser, connectToPeer, endAllCalls } from '../support/calling-peer.ts';
import { type NotificationDaemon, startNotificationDaemon } from '../support/notification-daemon.ts';

const SOON = { timeout: 10_000, interval: 50 };
const GRACE = { number: '+12125550162', name: 'Grace <b>Hopper</b> & co' };

/** On a real notification daemon: what a person sees outside Sidetone's windows, and what its buttons do. */
let app: RunningApp;
let main: Page;
let peer: ScriptedPeer;
let daemon: NotificationDaemon;

const shown = (count: number): Promise<void> =>
  vi.waitFor(async () => expect(await daemon.displayed()).toBe(count), SOON);

beforeAll(async () => {
  daemon = await startNotificationDaemon();
  peer = await startScriptedPeer();
  app = await launchApp();
  main = await app.mainWindow();
  await connectToPeer(app, peer);
}, 60_000);

afterEach(() => endAllCalls(peer));

afterAll(async () => {
  await app.close();
  await peer.close();
  await daemon.close();
});

describe('the notification of a ringing call', () => {
  it('names the caller, and goes when the caller gives up', async () => {
    const caller = callUser(peer, GRACE);
    await shown(1);
    expect(await daemon.buttons()).toEqual([`Decline (${GRACE.name})`, `Open (${GRACE.name})`]);
    caller.hangUp();
    await shown(0);
    await app.line(/^ended .* missed$/);
  });

  it('declines the call on the PBX', async () => {
    const caller = callUser(peer, GRACE);
    await shown(1);
    await daemon.press('Decline');
    await vi.waitFor(() => expect(caller.gone).toBe(true), SOON);
    expect((await peer.asked('Hangup')).action).toBe('Hangup');
    await shown(0);
  });

  it('opens the main window on the call', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.isResizable()) window.hide();
    });
    callUser(peer, GRACE);
    await shown(1);
    await daemon.press('Open');
    await vi.waitFor(async () => expect(await app.isShown('main')).toBe(true), SOON);
    await main.locator('.call-card:focus').waitFor();
    await shown(0);
  });

  it('is shown whatever the caller’s number is made of', async () => {
    const caller = callUser(peer, { name: 'Eve', number: '\\074b\\076 \\377' });
    await shown(1);
    caller.hangUp();
    await shown(0);
  });

  it('does not outlive Sidetone', async () => {
    callUser(peer, GRACE);
    await shown(1);
    await app.quit();
    await shown(0);
  });
});
