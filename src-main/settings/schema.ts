import { z } from 'zod';

/** One account, as stored: everything but its secret, which is the vault's. */
export const accountSettings = z.object({
  id: z.string().min(1),
  label: z.string(),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  username: z.string().min(1),
  extension: z.string().min(1),
  /** Set by hand, `TECH/peer`; empty: as learned from the PBX. */
  devices: z.array(z.string()),
  /** The context in which numbers are dialled and transferred. */
  context: z.string().min(1),
  /** Its secret was never put into the keychain: there is nothing to remove from it. */
  neverInKeychain: z.boolean().optional(),
});

export const SETTINGS_VERSION = 1;

export const settingsFile = z.object({
  version: z.literal(SETTINGS_VERSION),
  accounts: z.array(accountSettings),
});

export type AccountSettings = Readonly<z.infer<typeof accountSettings>>;

export interface Settings {
  readonly accounts: readonly AccountSettings[];
}

export const EMPTY_SETTINGS: Settings = { accounts: [] };
