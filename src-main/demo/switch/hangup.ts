import type { Fields } from '../wire/packet.ts';
import { CAUSE } from './causes.ts';
import type { Channel } from './channel.ts';
import type { Switch } from './switch.ts';

/**
 * The phone or the trunk behind a channel ends it (a SIP BYE, CANCEL or refusal).
 * `techCause` is the SIP status, where Asterisk notes one.
 */
export function hangUpRemotely(
  pbx: Switch,
  channel: Channel,
  cause: number = CAUSE.normalClearing,
  techCause = '',
): void {
  if (channel.gone) return;
  channel.techCause = techCause;
  const why: Fields = [['Cause', String(cause)]];
  pbx.announce('HangupRequest', channel, techCause === '' ? why : [...why, ['TechCause', techCause]]);
  takeDown(pbx, channel, cause);
}

/** Ends a channel from inside (the AMI action Hangup, a dialplan that ran out). */
export function takeDown(pbx: Switch, channel: Channel, cause: number): void {
  if (channel.gone) return;
  if (channel.dialledBy !== null) {
    channel.dialledBy.legEnded(channel, cause);
  } else if (channel.bridge !== null) {
    takeDownBridged(pbx, channel, cause === CAUSE.unknown ? CAUSE.normalClearing : cause);
  } else {
    channel.application?.stop(cause);
    channel.application = null;
    pbx.endDialplan(channel);
    pbx.hangUp(channel, cause);
  }
}

function takeDownBridged(pbx: Switch, channel: Channel, cause: number): void {
  const { bridge } = channel;
  if (bridge === null) return;
  const peers = bridge.channels.filter((other) => other !== channel);
  for (const one of [channel, ...peers]) one.application?.bridgeEnds?.(channel);
  pbx.leaveBridge(channel);
  for (const peer of peers) {
    pbx.leaveBridge(peer);
    pbx.endDialplan(peer);
  }
  pbx.destroyBridge(bridge);
  for (const peer of peers) {
    peer.application = null;
    pbx.hangUp(peer, CAUSE.normalClearing);
  }
  channel.application = null;
  pbx.endDialplan(channel);
  pbx.hangUp(channel, cause);
}
