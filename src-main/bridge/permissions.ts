import type { RequestName } from './contract.ts';

/** Which window a request may come from. */
export type WindowKind = 'main' | 'pop';

/**
 * What each window may ask for; everything else is refused. The pop shows text that strangers choose and can lie over anything, so it
 * is given the least: it cannot read or change accounts, dial, or end the program.
 */
const allowed: Readonly<Record<RequestName, readonly WindowKind[]>> = {
  'state/get': ['main', 'pop'],
  'account/test': ['main'],
  'account/save': ['main'],
  'account/remove': ['main'],
  'account/reconnect': ['main'],
  'call/dial': ['main'],
  'call/hangUp': ['main', 'pop'],
  'call/transfer': ['main', 'pop'],
  'call/dismissPop': ['main', 'pop'],
  'notice/dismiss': ['main'],
  'keychain/retry': ['main'],
  'pop/resize': ['pop'],
  'pop/painted': ['pop'],
  'window/openMain': ['main', 'pop'],
  'app/quit': ['main'],
};

export function mayAsk(kind: WindowKind, name: RequestName): boolean {
  return allowed[name].includes(kind);
}
