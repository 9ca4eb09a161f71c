import type { AccountDraft, AccountView, KeychainView } from '../../../src-main/bridge/contract.ts';
import { words } from '../../i18n/words.ts';

/** What stands in the form's fields, as typed. */
export interface AccountFields {
  readonly label: string;
  readonly host: string;
  readonly port: string;
  readonly username: string;
  readonly secret: string;
  readonly extension: string;
  readonly context: string;
  /** One device a line. */
  readonly devices: string;
  readonly sessionOnly: boolean;
}

export type FieldProblems = { readonly [Field in keyof AccountFields]?: string };

/** A new account's fields, or an existing one's. The secret is never among what comes back. */
export function fieldsOf(account: AccountView | null): AccountFields {
  const settings = account?.settings;
  return {
    label: account?.label ?? '',
    host: settings?.host ?? '',
    port: String(settings?.port ?? 5038),
    username: settings?.username ?? '',
    secret: '',
    extension: settings?.extension ?? '',
    context: settings?.context ?? 'from-internal',
    devices: settings?.devices.join('\n') ?? '',
    sessionOnly: settings?.secretStored === 'session',
  };
}

const devicesOf = (fields: AccountFields): readonly string[] =>
  fields.devices
    .split(/[\n,;]/u)
    .map((device) => device.trim())
    .filter(Boolean);

/** What keeps the fields from being sent, each beside its field. Main checks again. */
export function problemsOf(fields: AccountFields, account: AccountView | null): FieldProblems {
  const { problems } = words.account;
  const stored = account !== null && account.settings.secretStored !== 'none';
  const port = Number(fields.port);
  const badDevice = devicesOf(fields).find((device) => !/^[A-Za-z0-9]+\/\S+$/u.test(device));
  const found: { -readonly [Field in keyof FieldProblems]: FieldProblems[Field] } = {};
  if (fields.host.trim() === '') found.host = problems.host;
  else if (/[\s/]/u.test(fields.host.trim())) found.host = problems.hostSpaces;
  if (!/^\d+$/u.test(fields.port.trim()) || port < 1 || port > 65_535) found.port = problems.port;
  if (fields.username.trim() === '') found.username = problems.username;
  if (fields.secret === '' && !stored) found.secret = problems.secret;
  if (fields.extension.trim() === '') found.extension = problems.extension;
  if (fields.context.trim() === '') found.context = problems.context;
  if (badDevice !== undefined) found.devices = problems.devices(badDevice);
  else if (devicesOf(fields).length > 20) found.devices = problems.tooManyDevices;
  return found;
}

export function draftOf(fields: AccountFields, account: AccountView | null, keychain: KeychainView): AccountDraft {
  return {
    ...(account === null ? {} : { id: account.id }),
    label: fields.label.trim() || fields.host.trim(),
    host: fields.host.trim(),
    port: Number(fields.port),
    username: fields.username.trim(),
    secret: fields.secret,
    extension: fields.extension.trim(),
    devices: [...devicesOf(fields)],
    context: fields.context.trim(),
    sessionOnly: fields.sessionOnly || keychain.state !== 'available',
  };
}

/** Text for `manager.conf` that cannot break out of its line, whatever has been typed so far. */
const plainName = (text: string): string => text.replace(/[^\w.@-]/gu, '');

/** The AMI user with the least rights that Sidetone needs, for the administrator to paste. */
export function managerStanza(fields: Pick<AccountFields, 'username' | 'extension'>): string {
  const name = plainName(fields.username) || `sidetone-${plainName(fields.extension) || '1001'}`;
  return [
    `[${name}]`,
    'secret = a-long-random-secret',
    'deny = 0.0.0.0/0.0.0.0',
    '; your own network:',
    'permit = 192.0.2.0/255.255.255.0',
    'read = call,agent,user,system',
    'write = call,originate,reporting,agent',
  ].join('\n');
}
