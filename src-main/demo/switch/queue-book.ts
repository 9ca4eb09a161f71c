import type { Fields } from '../wire/packet.ts';
import { type DeviceState, memberStatus } from './device-state.ts';
import type { Channel } from './channel.ts';

export interface QueueMember {
  readonly device: string;
  readonly name: string;
}

interface MemberRecord extends QueueMember {
  readonly loginTime: number;
  callsTaken: number;
  lastCall: number;
  inCall: boolean;
}

interface Waiting {
  readonly channel: Channel;
  readonly since: number;
}

interface QueueRecord {
  readonly name: string;
  readonly members: readonly MemberRecord[];
  waiting: readonly Waiting[];
  completed: number;
  abandoned: number;
  holdTime: number;
}

/** What the queues know: members, callers waiting, and what QueueStatus and QueueSummary tell of them (apps/app_queue.c). */
export class QueueBook {
  readonly #queues: readonly QueueRecord[];
  readonly #stateOf: (device: string) => DeviceState;

  constructor(
    queues: readonly { readonly name: string; readonly members: readonly QueueMember[] }[],
    startedAt: number,
    stateOf: (device: string) => DeviceState,
  ) {
    const loginTime = Math.floor(startedAt / 1000);
    this.#stateOf = stateOf;
    this.#queues = queues.map(({ name, members }) => ({
      name,
      members: members.map((member) => ({ ...member, loginTime, callsTaken: 0, lastCall: 0, inCall: false })),
      waiting: [],
      completed: 0,
      abandoned: 0,
      holdTime: 0,
    }));
  }

  /** Ringinuse is off: a member with a call is not rung. */
  isFree(device: string): boolean {
    return this.#stateOf(device) === 'NOT_INUSE';
  }

  waiting(queue: string): readonly Waiting[] {
    return this.#named(queue)?.waiting ?? [];
  }

  /** The caller's position, counted from 1. */
  join(queue: string, channel: Channel, since: number): number {
    const record = this.#named(queue);
    if (record === undefined) return 1;
    record.waiting = [...record.waiting, { channel, since }];
    return record.waiting.length;
  }

  leave(queue: string, channel: Channel): void {
    const record = this.#named(queue);
    if (record !== undefined) record.waiting = record.waiting.filter((one) => one.channel !== channel);
  }

  abandoned(queue: string): void {
    const record = this.#named(queue);
    if (record !== undefined) record.abandoned += 1;
  }

  connected(queue: string, device: string, holdTime: number): void {
    const record = this.#named(queue);
    if (record === undefined) return;
    record.holdTime = holdTime;
    for (const member of record.members) if (member.device === device) member.inCall = true;
  }

  completed(queue: string, device: string, now: number): void {
    const record = this.#named(queue);
    if (record === undefined) return;
    record.completed += 1;
    for (const member of record.members) {
      if (member.device !== device) continue;
      member.inCall = false;
      member.callsTaken += 1;
      member.lastCall = Math.floor(now / 1000);
    }
  }

  /** One `QueueMemberStatus` body for every queue that a device is a member of. */
  memberStatuses(device: string): readonly Fields[] {
    return this.#queues.flatMap((queue) =>
      queue.members
        .filter((member) => member.device === device)
        .map(
          (member): Fields => [
            ['Queue', queue.name],
            ['MemberName', member.name],
            ['Interface', member.device],
            ...this.#memberFields(member),
            ['Ringinuse', '0'],
            ['Wrapuptime', '0'],
          ],
        ),
    );
  }

  /** QueueStatus's items; all queues without a name, none for a name that no queue has. */
  status(queue: string, now: number): readonly { readonly name: string; readonly fields: Fields }[] {
    return this.#asked(queue).flatMap((record) => [
      { name: 'QueueParams', fields: paramsFields(record) },
      ...record.members.map((member) => ({
        name: 'QueueMember',
        fields: [
          ['Queue', record.name],
          ['Name', member.name],
          ['Location', member.device],
          ...this.#memberFields(member),
          ['Wrapuptime', '0'],
        ] satisfies Fields,
      })),
      ...record.waiting.map((one, index) => ({
        name: 'QueueEntry',
        fields: entryFields(record.name, index, one, now),
      })),
    ]);
  }

  summary(queue: string, now: number): readonly Fields[] {
    return this.#asked(queue).map((record): Fields => {
      const loggedIn = record.members.filter((member) => this.#stateOf(member.device) !== 'UNAVAILABLE');
      const longest = Math.max(0, ...record.waiting.map((one) => now - one.since));
      return [
        ['Queue', record.name],
        ['LoggedIn', String(loggedIn.length)],
        ['Available', String(loggedIn.filter((member) => this.isFree(member.device)).length)],
        ['Callers', String(record.waiting.length)],
        ['HoldTime', String(record.holdTime)],
        ['TalkTime', '0'],
        ['LongestHoldTime', String(Math.floor(longest / 1000))],
      ];
    });
  }

  #memberFields(member: MemberRecord): Fields {
    return [
      ['StateInterface', member.device],
      ['Membership', 'static'],
      ['Penalty', '0'],
      ['CallsTaken', String(member.callsTaken)],
      ['LastCall', String(member.lastCall)],
      ['LastPause', '0'],
      ['LoginTime', String(member.loginTime)],
      ['InCall', member.inCall ? '1' : '0'],
      ['Status', memberStatus(this.#stateOf(member.device))],
      ['Paused', '0'],
      ['PausedReason', ''],
    ];
  }

  #named(queue: string): QueueRecord | undefined {
    return this.#queues.find((record) => record.name === queue);
  }

  #asked(queue: string): readonly QueueRecord[] {
    return this.#queues.filter((record) => queue === '' || record.name.toLowerCase() === queue.toLowerCase());
  }
}

function paramsFields(record: QueueRecord): Fields {
  const performance = record.completed > 0 ? '100.0' : '0.0';
  return [
    ['Queue', record.name],
    ['Max', '0'],
    ['Strategy', 'ringall'],
    ['Calls', String(record.waiting.length)],
    ['Holdtime', String(record.holdTime)],
    ['TalkTime', '0'],
    ['Completed', String(record.completed)],
    ['Abandoned', String(record.abandoned)],
    ['ServiceLevel', '20'],
    ['ServicelevelPerf', performance],
    ['ServicelevelPerf2', performance],
    ['Weight', '0'],
  ];
}

/** Asterisk writes `unknown` here, without the angle brackets, and does not escape the names. */
function entryFields(queue: string, index: number, one: Waiting, now: number): Fields {
  const { channel } = one;
  return [
    ['Queue', queue],
    ['Position', String(index + 1)],
    ['Channel', channel.name],
    ['Uniqueid', channel.uniqueid],
    ['CallerIDNum', channel.callerId.number || 'unknown'],
    ['CallerIDName', channel.callerId.name || 'unknown'],
    ['ConnectedLineNum', channel.connectedLine.number || 'unknown'],
    ['ConnectedLineName', channel.connectedLine.name || 'unknown'],
    ['Wait', String(Math.floor((now - one.since) / 1000))],
    ['Priority', '0'],
  ];
}
