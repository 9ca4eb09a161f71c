import { bridgeFields } from './bridge.ts';
import { CAUSE } from './causes.ts';
import { type Channel, channelFields } from './channel.ts';
import type { Switch } from './switch.ts';

/** Sends a channel to an extension of the dialplan. */
export type Goto = (channel: Channel, context: string, exten: string) => void;

/**
 * The AMI action BlindTransfer: `transferer` drops out, and the one it talks to is sent to the extension.
 * Asterisk does not look whether that exists: a channel sent to one that does not is hung up (main/bridge.c, ast_bridge_transfer_blind).
 */
export function blindTransfer(
  pbx: Switch,
  transferer: Channel,
  context: string,
  exten: string,
  goto: Goto,
): 'success' | 'invalid' {
  const { bridge } = transferer;
  const transferee = bridge?.channels.find((other) => other !== transferer);
  if (bridge === null || transferee === undefined) return 'invalid';
  pbx.announce('Unhold', transferer);
  const before = channelFields(transferee, 'Transferee');
  const bridgeBefore = bridgeFields(bridge);
  transferer.application?.bridgeEnds?.(transferer);
  transferee.application?.bridgeEnds?.(transferer);
  transferee.application = null;
  transferee.context = context;
  transferee.exten = exten;
  pbx.leaveBridge(transferee);
  pbx.emit('call', 'BlindTransfer', [
    ['Result', 'Success'],
    ...channelFields(transferer, 'Transferer'),
    ...before,
    ...bridgeBefore,
    ['IsExternal', 'Yes'],
    ['Context', context],
    ['Extension', exten],
  ]);
  pbx.leaveBridge(transferer);
  pbx.destroyBridge(bridge);
  transferer.application = null;
  if (transferer.hasDialplan) pbx.endDialplan(transferer);
  pbx.hangUp(transferer, CAUSE.normalClearing);
  goto(transferee, context, exten);
  return 'success';
}

/** The AMI action Redirect of one channel: it goes to the extension, and the one it talked to is hung up (main/pbx.c, ast_async_goto). */
export function redirect(pbx: Switch, channel: Channel, context: string, exten: string, goto: Goto): void {
  const { bridge } = channel;
  const peer = bridge?.channels.find((other) => other !== channel);
  if (bridge === null) {
    channel.application?.stop(CAUSE.normalClearing);
  } else {
    channel.application?.bridgeEnds?.(channel);
    peer?.application?.bridgeEnds?.(channel);
    pbx.leaveBridge(channel);
    if (peer !== undefined) pbx.leaveBridge(peer);
    pbx.destroyBridge(bridge);
    if (peer !== undefined) {
      peer.application = null;
      pbx.endDialplan(peer);
      pbx.hangUp(peer, CAUSE.normalClearing);
    }
  }
  channel.application = null;
  goto(channel, context, exten);
}
