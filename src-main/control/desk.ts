import type { AmiAction, AmiActions } from '../ami/action.ts';
import type { Capabilities } from '../ami/capabilities.ts';
import { AmiError } from '../ami/error.ts';
import type { AmiResponse } from '../ami/response.ts';
import { isAtLeast, parseVersion } from '../ami/version.ts';
import type { Leg } from '../calls/call.ts';
import type { Expectations } from './expectations.ts';
import { type Result, refused } from './result.ts';

/** What commands are carried out with: a logged-in session, what it may do, and the events that confirm. */
export interface Desk {
  readonly actions: AmiActions;
  readonly capabilities: Capabilities;
  readonly expectations: Expectations;
  /** The context in which numbers are dialled and transferred. */
  readonly context: string;
}

/** How long the PBX may take to show that it did what it accepted. */
export const CONFIRMED_WITHIN_MS = 5_000;

/** Sends an action; a failure becomes a refusal in words. */
export async function request(desk: Desk, name: string, fields: AmiAction['fields']): Promise<Result<AmiResponse>> {
  try {
    return { ok: true, value: await desk.actions.send({ name, fields }) };
  } catch (error) {
    if (error instanceof AmiError) return refused(error.code, error.message);
    throw error;
  }
}

/** Actions take a Uniqueid in place of a channel's name since Asterisk 11 (AMI 1.3): immune to renames in between. */
export function channelOf(desk: Desk, leg: Pick<Leg, 'uniqueid' | 'channel'>): string {
  return speaksAtLeast(desk, 1, 3) ? leg.uniqueid : leg.channel;
}

/** `ChannelId` of Originate: Asterisk 12.2 and later (AMI 2). */
export function takesChannelId(desk: Desk): boolean {
  return speaksAtLeast(desk, 2, 0);
}

function speaksAtLeast(desk: Desk, major: number, minor: number): boolean {
  return isAtLeast(parseVersion(desk.capabilities.amiVersion), major, minor);
}
