import { bridgeDestroyed, enteredBridge, leftBridge } from './bridge-events.ts';
import { channelChanged, hangupRequested, held, hungUp, renamed, unheld } from './channel-events.ts';
import { dialBegan, dialEnded, dialGoesOn, dialState } from './dial-events.ts';
import {
  applicationBegan,
  callRecord,
  extensionStatus,
  messageLeft,
  originateAnswered,
  queueJoined,
  queueLeft,
} from './other-events.ts';
import { parked, parkGivenUp, parkTimedOut, unparked } from './parking-events.ts';
import { attendedTransferred, blindTransferred, pickedUp } from './transfer-events.ts';
import type { EventHandler } from './world.ts';

/** What each event means for my calls. */
export const eventRules: ReadonlyMap<string, EventHandler> = new Map([
  ['AgentCalled', dialGoesOn],
  ['AttendedTransfer', attendedTransferred],
  ['BlindTransfer', blindTransferred],
  ['BridgeDestroy', bridgeDestroyed],
  ['BridgeEnter', enteredBridge],
  ['BridgeLeave', leftBridge],
  ['Cdr', callRecord],
  ['DialBegin', dialBegan],
  ['DialEnd', dialEnded],
  ['DialState', dialState],
  ['ExtensionStatus', extensionStatus],
  ['Hangup', hungUp],
  ['HangupRequest', hangupRequested],
  ['Hold', held],
  ['MessageWaiting', messageLeft],
  ['NewCallerid', channelChanged],
  ['NewConnectedLine', channelChanged],
  ['Newchannel', channelChanged],
  ['Newexten', applicationBegan],
  ['Newstate', channelChanged],
  ['OriginateResponse', originateAnswered],
  ['ParkedCall', parked],
  ['ParkedCallGiveUp', parkGivenUp],
  ['ParkedCallTimeOut', parkTimedOut],
  ['Pickup', pickedUp],
  ['QueueCallerAbandon', queueLeft],
  ['QueueCallerJoin', queueJoined],
  ['QueueCallerLeave', queueLeft],
  ['Rename', renamed],
  ['UnParkedCall', unparked],
  ['Unhold', unheld],
]);
