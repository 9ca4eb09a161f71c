import type { Fields } from '../wire/packet.ts';
import type { Channel } from './channel.ts';

export interface Bridge {
  readonly uniqueid: string;
  /** In the order in which they came. */
  readonly channels: Channel[];
}

/** The bridge snapshot of every bridge event (Asterisk: main/manager_bridges.c). */
export function bridgeFields(bridge: Bridge): Fields {
  return [
    ['BridgeUniqueid', bridge.uniqueid],
    ['BridgeType', 'basic'],
    ['BridgeTechnology', 'simple_bridge'],
    ['BridgeCreator', '<unknown>'],
    ['BridgeName', '<unknown>'],
    ['BridgeNumChannels', String(bridge.channels.length)],
    ['BridgeVideoSourceMode', 'none'],
  ];
}
