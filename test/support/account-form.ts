import type { Page } from 'playwright-core';

/** What a person types into the account form. */
export interface TypedAccount {
  readonly host?: string;
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  readonly extension: string;
  readonly context?: string;
  readonly name?: string;
}

/** From the welcome page or from Settings to an account form that is filled in. */
export async function typeAccount(window: Page, account: TypedAccount): Promise<void> {
  const { host = '127.0.0.1', context = 'internal', name = '' } = account;
  await window
    .getByRole('button', { name: /^Connect (your|another) PBX$/ })
    .first()
    .click();
  const fields: readonly (readonly [label: string, text: string])[] = [
    ['Host', host],
    ['Port', String(account.port)],
    ['Manager user', account.username],
    ['Secret', account.secret],
    ['Your extension', account.extension],
    ['Name of this connection', name],
  ];
  for (const [label, text] of fields) await window.getByLabel(label, { exact: true }).fill(text);
  await window.getByRole('button', { name: 'Advanced' }).click();
  await window.getByLabel('Dialling context', { exact: true }).fill(context);
}

/** Presses Save, and waits until the form has gone. */
export async function saveAccount(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Save', exact: true }).click();
  await window.getByLabel('Manager user', { exact: true }).waitFor({ state: 'detached' });
}
