import { type Result, refused } from '../control/result.ts';
import type { AccountSettings } from '../settings/settings.ts';

/** What the account form sends; `bridge/contract.ts` has the strict shape of it. */
export interface AccountDraft {
  /** Absent for a new account. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** Empty keeps the secret that is stored already. */
  readonly secret: string;
  readonly extension: string;
  readonly devices: readonly string[];
  readonly context: string;
  /** Keep the secret in memory alone. */
  readonly sessionOnly: boolean;
}

/** The settings that a draft asks for, without its secret; or what is wrong with it, in words. */
export function settingsOf(draft: AccountDraft, id: string): Result<AccountSettings> {
  const trimmed = {
    label: draft.label.trim(),
    host: draft.host.trim(),
    username: draft.username.trim(),
    extension: draft.extension.trim(),
    context: draft.context.trim(),
    devices: [...new Set(draft.devices.map((device) => device.trim()).filter((device) => device !== ''))],
  };
  const bad = (words: string): Result<AccountSettings> => refused('invalid-account', words);
  if (trimmed.host === '' || /[\s/@]/.test(trimmed.host))
    return bad('Enter the PBX’s host name or address alone, as in pbx.example.com.');
  if (trimmed.username === '') return bad('Enter the manager user’s name (the section in manager.conf).');
  if (!/^[\w*#+.-]{1,40}$/.test(trimmed.extension)) return bad('Enter your extension as others dial it, as in 1001.');
  if (!/^[\w.-]{1,80}$/.test(trimmed.context))
    return bad('Enter the dialplan context that your phone dials in, as in from-internal.');
  const odd = trimmed.devices.find((device) => !/^[A-Za-z][A-Za-z0-9]*\/[^\s/&,]+$/.test(device));
  if (odd !== undefined) return bad(`“${odd}” is not a device; devices are written as in PJSIP/1001.`);
  const label = trimmed.label === '' ? trimmed.host : trimmed.label;
  return { ok: true, value: { ...trimmed, id, label, port: draft.port } };
}
