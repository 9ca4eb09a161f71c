import { describe, expect, it } from 'vitest';
import { devicesOfHint } from '../../../src-main/people/devices.ts';
import { matchPerson } from '../../../src-main/people/match.ts';
import { NO_LISTS, pbxPeople } from '../../../src-main/people/pbx-people.ts';
import { amiEvent } from '../../support/ami-event.ts';

const hint = (Exten: string, Hint: string) => amiEvent('ExtensionStatus', { Exten, Context: 'internal', Hint });
const member = (Name: string, Location: string) => amiEvent('QueueMember', { Queue: 'support', Name, Location });
const mailbox = (VoiceMailbox: string, Fullname: string) => amiEvent('VoicemailUserEntry', { VoiceMailbox, Fullname });

describe('the devices of a hint', () => {
  it.each([
    ['PJSIP/1001&Custom:DND1001,CustomPresence:1001', ['PJSIP/1001']],
    ['SIP/1001&IAX2/1001-soft', ['SIP/1001', 'IAX2/1001-soft']],
    ['park:701@parkedcalls', []],
    ['Custom:DND-ANY', []],
    ['Local/1001@internal', []],
    ['', []],
  ])('of “%s”', (text, devices) => {
    expect(devicesOfHint(text)).toEqual(devices);
  });
});

describe('people of the PBX', () => {
  it('are the extensions with a phone, named by their mailbox, else by their queue membership', () => {
    const people = pbxPeople(
      {
        hints: [
          hint('1002', 'PJSIP/1002'),
          hint('1001', 'PJSIP/1001'),
          hint('*78', 'Custom:DND'),
          hint('701', 'park:701@parkedcalls'),
        ],
        mailboxes: [mailbox('1001', 'Alice Adams'), mailbox('1005', 'Eve')],
        queues: [
          member('Ally', 'PJSIP/1001'),
          member('Bob Brown', 'PJSIP/1002'),
          member('Carol', 'Local/1003@from-queue/n'),
        ],
        endpoints: [
          amiEvent('EndpointList', { ObjectName: '1004' }),
          amiEvent('EndpointList', { ObjectName: 'trunk' }),
        ],
      },
      'the PBX',
    );
    expect(people.map(({ number, name }) => [number, name])).toEqual([
      ['1004', '1004'],
      ['1001', 'Alice Adams'],
      ['1002', 'Bob Brown'],
      ['1005', 'Eve'],
    ]);
  });

  it('does not take an endpoint of another name for a second person, nor a member’s interface for a name', () => {
    const people = pbxPeople(
      {
        ...NO_LISTS,
        hints: [hint('1001', 'PJSIP/desk-alice')],
        queues: [member('PJSIP/desk-alice', 'PJSIP/desk-alice')],
        endpoints: [amiEvent('EndpointList', { ObjectName: 'desk-alice' })],
      },
      'the PBX',
    );
    expect(people).toEqual([{ id: 'pbx:1001', name: '1001', number: '1001', organisation: null, source: 'the PBX' }]);
  });
});

describe('matching a number', () => {
  const person = (name: string, number: string) => ({ id: name, name, number, organisation: null, source: 'test' });
  const people = [
    person('Alice', '1001'),
    person('Grace', '+12125550142'),
    person('Home', '0301234567'),
    person('Work', '0891234567'),
  ];

  it.each([
    ['1001', 'Alice'],
    ['2125550142', 'Grace'],
    ['0012125550142', 'Grace'],
    ['001', null],
    ['5550142', 'Grace'],
    ['550142', null],
    ['1234567', null],
    ['', null],
    [null, null],
  ])('%s is %s', (number, name) => {
    expect(matchPerson(people, number)?.name ?? null).toBe(name);
  });
});
