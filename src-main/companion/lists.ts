import type { AmiActions } from '../ami/action.ts';
import type { Capabilities } from '../ami/capabilities.ts';
import { AmiError, type AmiErrorCode } from '../ami/error.ts';
import type { AmiEvent } from '../ami/event.ts';
import type { PbxLists } from '../people/pbx-people.ts';

/** After these the session is of no more use; anything else means that this one list cannot be had. */
const FATAL: ReadonlySet<AmiErrorCode> = new Set([
  'disconnected',
  'not-answering',
  'shutting-down',
  'packet-too-large',
]);

/** The items of a list action; `null` when this user or this server does not give it. Rejects when the session ended. */
export async function listed(
  session: AmiActions,
  capabilities: Capabilities,
  name: string,
): Promise<readonly AmiEvent[] | null> {
  return itemsOf(session, capabilities, name, FATAL);
}

/**
 * The channels that there are; `null` when this user may not ask. What is not among them has ended, so a list that a busy PBX did not give in
 * time must not pass for one that has none: that rejects, and the connection is tried again.
 */
export async function listedChannels(
  session: AmiActions,
  capabilities: Capabilities,
): Promise<readonly AmiEvent[] | null> {
  const name = capabilities.can('Status') ? 'Status' : 'CoreShowChannels';
  return itemsOf(session, capabilities, name, new Set([...FATAL, 'timeout']));
}

async function itemsOf(
  session: AmiActions,
  capabilities: Capabilities,
  name: string,
  fatal: ReadonlySet<AmiErrorCode>,
): Promise<readonly AmiEvent[] | null> {
  if (!capabilities.can(name)) return null;
  try {
    return (await session.list({ name, fields: [] })).items;
  } catch (error) {
    if (error instanceof AmiError && !fatal.has(error.code)) return null;
    throw error;
  }
}

/** The lists that tell of people, beside the hints that are known already; one that cannot be had is empty. */
export async function askPbxLists(
  session: AmiActions,
  capabilities: Capabilities,
  hints: readonly AmiEvent[],
): Promise<PbxLists> {
  const [mailboxes, queues, endpoints, peers] = await Promise.all(
    ['VoicemailUsersList', 'QueueStatus', 'PJSIPShowEndpoints', 'SIPpeers'].map((name) =>
      listed(session, capabilities, name),
    ),
  );
  return {
    hints,
    mailboxes: mailboxes ?? [],
    queues: queues ?? [],
    endpoints: [...(endpoints ?? []), ...(peers ?? [])],
  };
}
