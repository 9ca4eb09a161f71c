import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { en } from '../../src-renderer/i18n/en.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { applicationFolder } from '../support/electron.ts';

/** What a person types into the account form. */
export interface Connection {
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  readonly extension: string;
  readonly context: string;
}

/** The built Sidetone on Alice's desk, with a profile of its own; what is asked and seen here is asked and seen in its windows. */
export class Desk {
  readonly main: Page;
  readonly pop: Page;
  readonly #app: RunningApp;
  readonly #pictures: string;

  private constructor(app: RunningApp, main: Page, pop: Page, pictures: string) {
    this.#app = app;
    this.main = main;
    this.pop = pop;
    this.#pictures = pictures;
  }

  /** `name`: of the folder that pictures go to, under out/pictures. */
  static async open(name: string): Promise<Desk> {
    const pictures = join(applicationFolder, 'out/pictures', name);
    await mkdir(pictures, { recursive: true });
    const app = await launchApp();
    const [main, pop] = await Promise.all([app.mainWindow(), app.popWindow()]);
    for (const page of [main, pop]) page.setDefaultTimeout(10_000);
    await pop.evaluate(countPops);
    return new Desk(app, main, pop, pictures);
  }

  /** From the welcome page to the account form. */
  async openForm(): Promise<void> {
    await this.main.getByRole('button', { name: en.welcome.connect }).first().click();
    await this.main.getByRole('button', { name: en.account.advanced }).click();
  }

  /** Fills in the form and presses the test's button; resolves with what each step says. */
  async testConnection(connection: Connection): Promise<readonly string[]> {
    const { main } = this;
    const fill = (label: string, value: string): Promise<void> => main.getByLabel(label, { exact: true }).fill(value);
    await fill(en.account.host, '127.0.0.1');
    await fill(en.account.port, String(connection.port));
    await fill(en.account.username, connection.username);
    await fill(en.account.secret, connection.secret);
    await fill(en.account.extension, connection.extension);
    await fill(en.account.context, connection.context);
    await main.getByRole('button', { name: en.account.test, exact: true }).click();
    await main.getByRole('button', { name: en.account.testAgain }).waitFor();
    const steps = await main.locator('.test-step').allInnerTexts();
    return steps.map((step) => step.replace(/\s+/g, ' ').trim());
  }

  async save(): Promise<void> {
    await this.main.getByRole('button', { name: en.account.save, exact: true }).click();
    await this.connected();
  }

  async connected(): Promise<void> {
    try {
      await this.main.getByText(/Connected to Asterisk/).waitFor();
    } catch (error) {
      await this.picture('not-connected', this.main);
      throw error;
    }
  }

  /** The card of the only call in the main window. */
  get card(): Locator {
    return this.main.locator('.call-card');
  }

  get popCard(): Locator {
    return this.pop.locator('.pop-stack:not([hidden]) .pop-card');
  }

  /** Today's calls, the newest first: who, then what became of it. */
  async today(): Promise<readonly string[]> {
    const rows = await this.main.getByRole('region', { name: en.history.today }).locator('.row-text').allInnerTexts();
    return rows.map((row) => row.replace(/\s+/g, ' ').trim());
  }

  async go(page: 'calls' | 'people' | 'settings'): Promise<void> {
    await this.main.getByRole('navigation').getByRole('button', { name: en.pages[page] }).click();
  }

  /** Resolves when the list of people shows somebody with that presence. */
  async person(name: string, presence: keyof typeof en.presence): Promise<void> {
    const row = this.main.locator('.person').filter({ hasText: name });
    await row.filter({ hasText: en.presence[presence] }).waitFor();
  }

  /** Types into the field that is always there, and presses Enter. */
  async dial(text: string): Promise<void> {
    const field = this.main.getByRole('combobox', { name: en.dial.label });
    await field.fill(text);
    await field.press('Enter');
  }

  /** By the card's buttons, as a person does. */
  async transfer(text: string): Promise<void> {
    await this.card.getByRole('button', { name: en.calls.transfer }).click();
    const field = this.card.getByRole('combobox', { name: en.calls.transferTo });
    await field.fill(text);
    await field.press('Enter');
  }

  /** How often the pop window has begun to show a call. */
  popCount(): Promise<number> {
    return this.pop.evaluate(() => Reflect.get(window, 'popCount'));
  }

  /** Whether the pop window is on the screen. */
  popVisible(): Promise<boolean> {
    return this.#app.isShown('pop');
  }

  /** The first line on the terminal that matches, there already or to come. */
  line(pattern: RegExp): Promise<string> {
    return this.#app.line(pattern);
  }

  /** How many pops were told on the terminal. */
  get ringingLines(): number {
    return this.#app.lines.filter((line) => line.startsWith('ringing ')).length;
  }

  async picture(name: string, page: Page): Promise<void> {
    await page.screenshot({ path: join(this.#pictures, `${name}.png`) });
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}

/** Runs in the pop window: counts the times that it begins to show a call, however short. */
function countPops(): void {
  const showsSomething = (): boolean => document.querySelector('.pop-stack:not([hidden]) .pop-card') !== null;
  let shown = showsSomething();
  Reflect.set(window, 'popCount', 0);
  new MutationObserver(() => {
    const shows = showsSomething();
    if (shows && !shown) Reflect.set(window, 'popCount', Number(Reflect.get(window, 'popCount')) + 1);
    shown = shows;
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
}
