import type { AmiActions } from '../ami/action.ts';
import type { Capabilities } from '../ami/capabilities.ts';
import { AmiError } from '../ami/error.ts';
import type { AmiEvent } from '../ami/event.ts';
import { devicesOfHint } from '../people/devices.ts';
import { listed } from './lists.ts';

/** What the PBX says of an extension. */
export interface WhoAmI {
  /** Whether the PBX has a hint for it; `null` when it does not tell. */
  readonly known: boolean | null;
  /** The devices behind it, `TECH/peer`. */
  readonly devices: readonly string[];
  /** Where the devices are known from. */
  readonly source: 'settings' | 'hint' | 'device-list' | 'none';
  /** The items of `ExtensionStateList` and `DeviceStateList`; empty where the PBX does not give them. */
  readonly hints: readonly AmiEvent[];
  readonly deviceStates: readonly AmiEvent[];
}

/** Learns my devices: those set by hand, else those of my extension's hint, else a device of its name that the PBX has a state for. */
export async function askWhoAmI(
  session: AmiActions,
  capabilities: Capabilities,
  me: { readonly extension: string; readonly context: string; readonly devices: readonly string[] },
): Promise<WhoAmI> {
  const [hints, deviceStates] = await Promise.all([
    listed(session, capabilities, 'ExtensionStateList'),
    listed(session, capabilities, 'DeviceStateList'),
  ]);
  const mine =
    hints === null
      ? await askHint(session, capabilities, me)
      : hints.filter((hint) => hint.get('Exten') === me.extension).map((hint) => hint.get('Hint'));
  const lists = { known: mine === null ? null : mine.length > 0, hints: hints ?? [], deviceStates: deviceStates ?? [] };
  if (me.devices.length > 0) return { ...lists, devices: me.devices, source: 'settings' };
  const hinted = [...new Set((mine ?? []).flatMap(devicesOfHint))];
  if (hinted.length > 0) return { ...lists, devices: hinted, source: 'hint' };
  const named = lists.deviceStates
    .flatMap((state) => devicesOfHint(state.get('Device')))
    .filter((device) => device.endsWith(`/${me.extension}`));
  return { ...lists, devices: named, source: named.length > 0 ? 'device-list' : 'none' };
}

/** Before Asterisk 13 there is no list: `ExtensionState` tells of one extension. Its status is -1 where there is no hint. */
async function askHint(
  session: AmiActions,
  capabilities: Capabilities,
  me: { readonly extension: string; readonly context: string },
): Promise<readonly (string | undefined)[] | null> {
  if (!capabilities.can('ExtensionState')) return null;
  try {
    const answer = await session.send({
      name: 'ExtensionState',
      fields: [
        ['Exten', me.extension],
        ['Context', me.context],
      ],
    });
    return answer.get('Status') === '-1' ? [] : [answer.get('Hint')];
  } catch (error) {
    if (error instanceof AmiError && (error.code === 'action-failed' || error.code === 'permission-denied'))
      return null;
    throw error;
  }
}
