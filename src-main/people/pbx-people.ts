import type { AmiEvent } from '../ami/event.ts';
import { devicesOfHint } from './devices.ts';
import type { Person } from './person.ts';

/** The items of the PBX's lists that tell of people. A list that could not be had is empty. */
export interface PbxLists {
  /** `ExtensionStateList` */
  readonly hints: readonly AmiEvent[];
  /** `VoicemailUsersList` */
  readonly mailboxes: readonly AmiEvent[];
  /** `QueueStatus` */
  readonly queues: readonly AmiEvent[];
  /** `PJSIPShowEndpoints` and `SIPpeers` */
  readonly endpoints: readonly AmiEvent[];
}

export const NO_LISTS: PbxLists = { hints: [], mailboxes: [], queues: [], endpoints: [] };

/** An extension that a person has: digits, no feature code, short. */
const EXTENSION = /^\d{2,8}$/;

/**
 * The PBX's own extensions as people, by name. Extensions come from hints with a phone behind them, mailboxes, and peers that
 * are named like an extension; names from mailboxes, then queue members. One without a name is called by its number.
 */
export function pbxPeople(lists: PbxLists, source: string): readonly Person[] {
  const numberOfDevice = new Map<string, string>();
  const numbers = new Set<string>();
  const names = new Map<string, string>();

  for (const hint of lists.hints) {
    const number = hint.get('Exten');
    const devices = devicesOfHint(hint.get('Hint'));
    if (number === undefined || !EXTENSION.test(number) || devices.length === 0) continue;
    numbers.add(number);
    for (const device of devices) numberOfDevice.set(device, number);
  }
  const hinted = new Set([...numberOfDevice.keys()].map(peerOf));
  for (const peer of lists.endpoints) {
    const number = peer.get('ObjectName');
    if (number !== undefined && EXTENSION.test(number) && !hinted.has(number)) numbers.add(number);
  }
  for (const mailbox of lists.mailboxes) {
    const number = mailbox.get('VoiceMailbox');
    if (number === undefined || !EXTENSION.test(number)) continue;
    numbers.add(number);
    setName(names, number, mailbox.get('Fullname'));
  }
  for (const member of lists.queues) {
    if (member.name !== 'QueueMember') continue;
    const location = member.get('StateInterface') ?? member.get('Location') ?? '';
    const number =
      numberOfMember(location, numberOfDevice) ?? numberOfMember(member.get('Location') ?? '', numberOfDevice);
    // A member without a name of its own is called like its interface.
    if (number !== undefined && !member.get('Name')?.includes('/')) setName(names, number, member.get('Name'));
  }

  return [...numbers]
    .map((number) => ({ id: `pbx:${number}`, name: names.get(number) ?? number, number, organisation: null, source }))
    .toSorted((one, other) => one.name.localeCompare(other.name) || one.number.localeCompare(other.number));
}

function setName(names: Map<string, string>, number: string, name: string | undefined): void {
  const trimmed = name?.trim();
  if (trimmed !== undefined && trimmed !== '' && !names.has(number)) names.set(number, trimmed);
}

/** `PJSIP/1001` by its hint; `Local/1001@from-queue/n` and `hint:1001@ext-local` by the number in them. */
function numberOfMember(location: string, numberOfDevice: ReadonlyMap<string, string>): string | undefined {
  return numberOfDevice.get(location) ?? /^(?:Local\/|hint:)(\d{2,8})@/i.exec(location)?.[1];
}

function peerOf(device: string): string {
  return device.slice(device.indexOf('/') + 1);
}
