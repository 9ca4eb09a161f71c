import type { AmiEvent } from '../../../src-main/ami/event.ts';

/** An event out of plain fields. */
export function event(name: string, fields: Readonly<Record<string, string>> = {}): AmiEvent {
  const folded = new Map(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
  const get = (key: string): string | undefined => {
    const value = folded.get(key.toLowerCase());
    return value === undefined || value === '' || value === '<unknown>' ? undefined : value;
  };
  return { name, get, all: (key) => [get(key) ?? []].flat() };
}

const SNAPSHOT = [
  'Channel',
  'ChannelState',
  'CallerIDNum',
  'CallerIDName',
  'ConnectedLineNum',
  'ConnectedLineName',
  'Exten',
  'Context',
  'Uniqueid',
  'Linkedid',
];

/** The channels that a PBX would list after these events, as `Status` does: the last snapshot of each, and its bridge. */
export function listAfter(events: readonly AmiEvent[]): readonly AmiEvent[] {
  const channels = new Map<string, Record<string, string>>();
  for (const each of events) {
    for (const prefix of ['', 'Dest']) note(channels, each, prefix);
    const uniqueid = each.get('Uniqueid') ?? '';
    const channel = channels.get(uniqueid);
    if (each.name === 'Hangup') channels.delete(uniqueid);
    if (channel === undefined) continue;
    if (each.name === 'BridgeEnter') channel['BridgeID'] = each.get('BridgeUniqueid') ?? '';
    if (each.name === 'BridgeLeave') delete channel['BridgeID'];
    if (each.name === 'Rename') channel['Channel'] = each.get('Newname') ?? '';
    if (each.name === 'Newchannel') channel['Application'] = each.get('ChannelState') === '0' ? 'AppDial' : 'Dial';
  }
  return [...channels.values()].map((fields) => event('Status', fields));
}

function note(channels: Map<string, Record<string, string>>, from: AmiEvent, prefix: string): void {
  const uniqueid = from.get(`${prefix}Uniqueid`);
  if (uniqueid === undefined || from.get(`${prefix}ChannelState`) === undefined) return;
  const known = channels.get(uniqueid);
  if (known === undefined && from.name !== 'Newchannel') return;
  const fields = SNAPSHOT.map((key) => [key, from.get(`${prefix}${key}`) ?? '']);
  channels.set(uniqueid, {
    ...known,
    ...Object.fromEntries(fields),
    ...(known === undefined ? {} : { Channel: known['Channel'] ?? '' }),
  });
}
