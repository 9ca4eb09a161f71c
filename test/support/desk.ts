import { onTestFinished } from 'vitest';
import type { AmiEvent } from '../../src-main/ami/event.ts';
import { probeCapabilities } from '../../src-main/ami/capabilities.ts';
import { AmiSession } from '../../src-main/ami/session.ts';
import { tcpTransport } from '../../src-main/ami/tcp.ts';
import type { Call } from '../../src-main/calls/call.ts';
import type { Desk } from '../../src-main/control/desk.ts';
import { Expectations } from '../../src-main/control/expectations.ts';
import { type DemoPbx, startDemoPbx } from '../../src-main/demo/demo-pbx.ts';

export interface TestDesk {
  readonly pbx: DemoPbx;
  readonly desk: Desk;
  readonly events: readonly AmiEvent[];
  /** The first event, past or to come, that matches. */
  readonly event: (matches: (event: AmiEvent) => boolean) => Promise<AmiEvent>;
}

/** A session on a demo PBX without callers of its own, fast enough for tests. */
export async function startDesk(pace = 0.02): Promise<TestDesk> {
  const pbx = await startDemoPbx({ callers: false, seed: 1, pace });
  const expectations = new Expectations();
  const events: AmiEvent[] = [];
  const session = await AmiSession.open({
    connect: tcpTransport({ host: '127.0.0.1', port: pbx.port }),
    onEvent(event) {
      events.push(event);
      expectations.offer(event);
    },
    onEnd() {},
  });
  onTestFinished(async () => {
    session.close();
    expectations.giveUp();
    await pbx.close();
  });
  await session.login({ username: pbx.username, secret: pbx.secret, events: 'on' });
  const desk = { actions: session, capabilities: await probeCapabilities(session), expectations, context: 'internal' };
  const event = async (matches: (event: AmiEvent) => boolean): Promise<AmiEvent> => {
    const found = events.find(matches) ?? (await expectations.expect(matches, 5_000).arrived);
    if (found === null) throw new Error('The event did not come.');
    return found;
  };
  return { pbx, desk, events, event };
}

/** A call of the demo's user, as the call model would have it. */
export function callOf(part: Partial<Call>): Call {
  return {
    id: 'call',
    linkedid: '1.1',
    direction: 'in',
    internal: false,
    state: 'ringing',
    remote: { number: '+12125550162', name: 'Grace Hopper' },
    via: {},
    legs: [],
    remoteUniqueid: null,
    popped: true,
    beganAt: 0,
    ringingSince: 0,
    answeredAt: null,
    endedAt: null,
    outcome: null,
    unseenEnd: false,
    ...part,
  };
}
