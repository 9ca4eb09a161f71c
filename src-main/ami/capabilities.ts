import type { AmiActions } from './action.ts';
import { AmiError } from './error.ts';
import type { AmiResponse } from './response.ts';

/** What this server and this manager user allow, as the server itself says. */
export interface Capabilities {
  /** The version of the manager interface, from the banner: `11.0.0`. */
  readonly amiVersion: string;
  /** The version of Asterisk where the user may ask for it: `22.10.1`. */
  readonly asteriskVersion: string | null;
  /** The actions that exist here and that this user may use, spelled as the server does. */
  readonly actions: ReadonlySet<string>;
  /** Whether an action exists here and is permitted; the spelling's case does not matter. Where the server names no actions, all are worth a try. */
  can(action: string): boolean;
}

/** Headers of the answer to `ListCommands` that are no actions. */
const NOT_ACTIONS = new Set(['response', 'actionid', 'message']);

/**
 * `ListCommands` names exactly the actions that exist and are permitted (main/manager.c, `action_listcommands`).
 * Rejects with an `AmiError` when the connection ends or nothing is answered; an error as the answer is not a failure here.
 */
export async function probeCapabilities(session: AmiActions & { readonly amiVersion: string }): Promise<Capabilities> {
  const commands = await answerOf(session, 'ListCommands');
  const actions = new Set<string>();
  for (const [key] of commands?.fields ?? []) if (key !== '' && !NOT_ACTIONS.has(key.toLowerCase())) actions.add(key);
  const folded = new Set([...actions].map((action) => action.toLowerCase()));
  const can = (action: string): boolean => folded.size === 0 || folded.has(action.toLowerCase());
  const settings = can('CoreSettings') ? await answerOf(session, 'CoreSettings') : null;
  // Debian's packages add their own: 22.10.1+dfsg+~cs6.17, 16.28.0~dfsg-0+deb11u4.
  const asteriskVersion = settings?.get('AsteriskVersion')?.replace(/[+~].*$/, '') ?? null;
  return { amiVersion: session.amiVersion, asteriskVersion, actions, can };
}

async function answerOf(session: AmiActions, name: string): Promise<AmiResponse | null> {
  try {
    return await session.send({ name, fields: [] });
  } catch (error) {
    if (error instanceof AmiError && error.said !== null) return null;
    throw error;
  }
}
