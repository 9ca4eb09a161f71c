import { describe, expect, it } from 'vitest';
import type { AmiPacket } from '../../../src-main/ami/packet.ts';
import { PacketReader } from '../../../src-main/ami/packet-reader.ts';
import { RecordedLists } from '../../../src-main/replay/recorded-lists.ts';

/** The lists that a stream completes, as the names of their items; and the events that belong to none. */
function read(text: string): { lists: string[][]; others: string[] } {
  const lists: string[][] = [];
  const others: string[] = [];
  const recorded = new RecordedLists();
  const onPacket = (packet: AmiPacket): void => {
    if (packet.kind === 'response') recorded.onResponse(packet);
    if (packet.kind !== 'event') return;
    const found = recorded.onEvent(packet);
    if (found === null) others.push(packet.name);
    else if (found.completed !== null) lists.push(found.completed.map(({ name }) => name));
  };
  new PacketReader({ onPacket }).push(Buffer.from(`Asterisk Call Manager/11.0.0\r\n${text}`));
  return { lists, others };
}

describe('RecordedLists', () => {
  it('takes Status items for items although they name a privilege', () => {
    const { lists, others } = read(
      'Response: Success\r\nActionID: 1\r\nEventList: start\r\n\r\n' +
        'Event: Status\r\nPrivilege: Call\r\nActionID: 1\r\n\r\n' +
        'Event: StatusComplete\r\nActionID: 1\r\nEventList: Complete\r\n\r\n',
    );
    expect(lists).toEqual([['Status']]);
    expect(others).toEqual([]);
  });

  it('leaves what everybody gets, even with the ActionID of an open list', () => {
    const { others } = read(
      'Response: Success\r\nActionID: 1\r\nEventList: start\r\n\r\n' +
        'Event: UserEvent\r\nPrivilege: user,all\r\nActionID: 1\r\n\r\n' +
        'Event: OriginateResponse\r\nPrivilege: call,all\r\nActionID: 2\r\n\r\n',
    );
    expect(others).toEqual(['UserEvent', 'OriginateResponse']);
  });
});
