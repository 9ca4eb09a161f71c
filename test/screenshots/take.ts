import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoPbx } from '../../src-main/demo/demo-pbx.ts';
import { en } from '../../src-renderer/i18n/en.ts';
import { launchApp } from '../support/app.ts';
import { Album } from './album.ts';
import { callIn } from './callers.ts';
import { writeToday } from './today.ts';

/**
 * `npm run screenshots`: takes the pictures in docs/images/ of the built application, connected to a demo PBX over AMI like to any other.
 * Nobody calls there by themselves, so that every picture shows the same calls each time.
 */

const SMALL = { width: 420, height: 760 };
const WIDE = { width: 960, height: 720 };
const TALL = { width: 560, height: 1500 };

const pbx = await startDemoPbx({ callers: false, seed: 1 });
const profile = await mkdtemp(join(tmpdir(), 'sidetone-screenshots-'));
try {
  await firstStart();
  await writeToday(profile);
  await atWork();
} finally {
  await pbx.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

/** Welcome, and the account form with a connection test that has ended. */
async function firstStart(): Promise<void> {
  const app = await launchApp({ profile });
  try {
    const main = await app.mainWindow();
    const album = new Album(main);
    const connect = main.getByRole('button', { name: en.welcome.connect });
    await connect.waitFor();
    await album.take('welcome', SMALL);

    await connect.click();
    const fields = {
      [en.account.host]: '127.0.0.1',
      [en.account.port]: String(pbx.port),
      [en.account.username]: pbx.username,
      [en.account.secret]: pbx.secret,
      [en.account.extension]: pbx.extension,
      [en.account.label]: 'Office',
    };
    for (const [label, value] of Object.entries(fields)) await main.getByLabel(label, { exact: true }).fill(value);
    await main.getByRole('button', { name: en.account.advanced }).click();
    await main.getByLabel(en.account.context, { exact: true }).fill(pbx.context);
    await main.getByRole('button', { name: en.account.advanced }).click();
    await main.getByRole('button', { name: en.account.test, exact: true }).click();
    await main.getByRole('button', { name: en.account.testAgain }).waitFor();
    await album.take('account-form', TALL);

    await main.getByRole('button', { name: en.account.save, exact: true }).click();
    await main.getByText(/Connected to Asterisk/u).waitFor();
  } finally {
    await app.close();
  }
}

/** The main window idle, ringing and talking, its other pages, and the pop. */
async function atWork(): Promise<void> {
  const app = await launchApp({ profile });
  try {
    const main = await app.mainWindow();
    const pop = await app.popWindow();
    const album = new Album(main);
    await main.getByText(/Connected to Asterisk/u).waitFor();
    await main.getByText(en.presence.available).first().waitFor();
    await album.take('main-idle', SMALL);
    await main.getByRole('button', { name: en.pages.people }).click();
    await album.take('people', SMALL);
    await main.getByRole('button', { name: en.pages.settings }).click();
    await album.take('settings', SMALL);
    await main.getByRole('button', { name: en.pages.calls }).click();

    // Rings long enough for the pictures of a ringing call, then is answered for those of a talk.
    const grace = callIn(pbx.world, { from: 'Grace Hopper', through: 'support', answeredAfter: 14_000 });
    await pop.getByText('0:03').waitFor();
    await new Album(pop).take('pop');
    await album.take('main-ringing', SMALL);
    await main.locator('.call-card[data-state="up"]').getByText('0:05').waitFor();
    await album.take('main-talking', SMALL);
    await album.take('main-wide', WIDE);
    await main.getByRole('button', { name: en.calls.transfer, exact: true }).click();
    await main.getByRole('combobox', { name: en.calls.transferTo }).fill('10');
    await album.take('main-transfer', SMALL);
    grace.hangUp();
    await main.locator('.call-card').waitFor({ state: 'detached' });

    const support = callIn(pbx.world, { from: 'Radia Perlman', through: 'support' });
    await pop.locator('.pop-card').getByText('Radia Perlman').waitFor();
    const direct = callIn(pbx.world, { from: 'Charles Babbage', through: 'direct' });
    await pop.locator('.pop-card').nth(1).getByText('0:02').waitFor();
    await new Album(pop).take('pop-two');
    direct.hangUp();
    support.hangUp();
  } finally {
    await app.close();
  }
}
