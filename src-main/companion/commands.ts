import type { Call } from '../calls/call.ts';
import type { CallModel } from '../calls/call-model.ts';
import type { Desk } from '../control/desk.ts';
import { dialable } from '../control/dialable.ts';
import { hangUp } from '../control/hang-up.ts';
import { newChannelId, originate } from '../control/originate.ts';
import { DONE, type Result, refused } from '../control/result.ts';
import { transfer } from '../control/transfer.ts';
import type { AccountSettings } from '../settings/settings.ts';

/** What a command of an account works with, at the moment it is given. */
export interface CommandContext {
  /** `null` while there is no connection. */
  readonly desk: Desk | null;
  readonly model: CallModel;
  readonly settings: AccountSettings;
  readonly myName: string | null;
  /** The device of mine that rings when I dial; `null` when none is known. */
  readonly device: string | null;
  readonly nameOf: (number: string) => string | null;
  /** The channels of orders that were called off by hand: their failure is no news. */
  readonly calledOff: Set<string>;
  readonly notify: (tone: 'info' | 'problem', words: string) => void;
}

const notConnected = refused('not-connected', 'Not connected to the PBX.');

export async function dial(context: CommandContext, text: string, name: string | null): Promise<Result> {
  const { desk, model, settings, device, nameOf } = context;
  if (desk === null) return notConnected;
  if (device === null) {
    return refused('no-device', 'No phone of yours is known on this PBX; set your device in the account.');
  }
  const number = dialable(text, (extension) => nameOf(extension) !== null);
  if (!number.ok) return number;
  const uniqueid = newChannelId(desk);
  if (uniqueid !== null) {
    model.expectOriginate({ channelId: uniqueid, number: number.value, name: name ?? nameOf(number.value) });
  }
  const placed = await originate(desk, {
    uniqueid,
    device,
    number: number.value,
    callerNumber: settings.extension,
    callerName: context.myName,
  });
  if (!placed.ok) return placed;
  void placed.value.failure.then((words) => {
    const wanted = uniqueid !== null && context.calledOff.delete(uniqueid);
    if (words !== null && !wanted) context.notify('problem', words);
  });
  return DONE;
}

export async function hangUpCall(context: CommandContext, callId: string): Promise<Result> {
  const { desk, model, calledOff } = context;
  const call = find(model, callId);
  if (desk === null) return notConnected;
  if (call === null) return ended;
  if (call.direction === 'out' && call.answeredAt === null) {
    for (const leg of call.legs) calledOff.add(leg.uniqueid);
  }
  return hangUp(desk, call);
}

export async function transferCall(
  { desk, model, nameOf }: CommandContext,
  callId: string,
  to: string,
): Promise<Result> {
  const call = find(model, callId);
  if (desk === null) return notConnected;
  if (call === null) return ended;
  const number = dialable(to, (extension) => nameOf(extension) !== null);
  return number.ok ? transfer(desk, call, number.value) : number;
}

const ended = refused('no-call', 'This call has ended.');

function find(model: CallModel, callId: string): Call | null {
  return model.calls.find((call) => call.id === callId) ?? null;
}
