import type { Channel } from '../switch/channel.ts';
import { channelFields } from '../switch/channel.ts';
import { endpointState } from '../switch/device-state.ts';
import { hintFields } from '../switch/device-watch.ts';
import type { Fields } from '../wire/packet.ts';
import type { Request } from '../wire/request.ts';
import type { World } from '../world/world.ts';
import { type ActionTable, answer, failure, list, type Reply } from './action.ts';
import { voicemailUserFields } from './voicemail-user.ts';

/** The actions that tell how things stand. Words and layout are those of Asterisk 22. */
export function infoActions(world: World): ActionTable {
  const now = (): number => world.pbx.clock.now();
  return {
    CoreSettings: {
      synopsis: 'Show PBX core settings (version etc).',
      needs: ['system', 'reporting'],
      run: (request) => answer(request, CORE_SETTINGS),
    },
    CoreStatus: {
      synopsis: 'Show PBX core status variables.',
      needs: ['system', 'reporting'],
      run: (request) => coreStatus(world, request),
    },
    CoreShowChannels: {
      synopsis: 'List currently active channels.',
      needs: ['system', 'reporting'],
      run: (request) =>
        list(
          request,
          world.pbx.channels.map((channel) => ({ name: 'CoreShowChannel', fields: coreShowChannel(channel, now()) })),
          { message: 'Channels will follow', complete: 'CoreShowChannelsComplete' },
        ),
    },
    Status: {
      synopsis: 'List channel status.',
      needs: ['system', 'call', 'reporting'],
      run: (request) => status(world, request),
    },
    ExtensionState: {
      synopsis: 'Check Extension Status.',
      needs: ['call', 'reporting'],
      run: (request) => extensionState(world, request),
    },
    ExtensionStateList: {
      synopsis: 'List the current known extension states.',
      needs: ['call', 'reporting'],
      run: (request) =>
        list(
          request,
          world.hints.map((hint) => ({
            name: 'ExtensionStatus',
            fields: hintFields(hint, world.stateOf(hint.device)),
          })),
          { message: 'Extension Statuses will follow', complete: 'ExtensionStateListComplete' },
        ),
    },
    DeviceStateList: {
      synopsis: 'List the current known device states.',
      needs: ['call', 'reporting'],
      run: (request) =>
        list(
          request,
          world.devices.map((device) => ({
            name: 'DeviceStateChange',
            fields: [
              ['Device', device],
              ['State', world.stateOf(device)],
            ],
          })),
          { message: 'Device State Changes will follow', complete: 'DeviceStateListComplete' },
        ),
    },
    PJSIPShowEndpoints: {
      synopsis: 'Lists PJSIP endpoints.',
      needs: ['system'],
      run: (request) => endpoints(world, request),
    },
    QueueStatus: {
      synopsis: 'Show queue status.',
      needs: [],
      run: (request) =>
        list(request, world.book.status(request.get('Queue'), now()), {
          message: 'Queue status will follow',
          complete: 'QueueStatusComplete',
          idPlace: 'last',
        }),
    },
    QueueSummary: {
      synopsis: 'Show queue summary.',
      needs: [],
      run: (request) =>
        list(
          request,
          world.book.summary(request.get('Queue'), now()).map((fields) => ({ name: 'QueueSummary', fields })),
          { message: 'Queue summary will follow', complete: 'QueueSummaryComplete', idPlace: 'last' },
        ),
    },
    VoicemailUsersList: {
      synopsis: 'List All Voicemail User Information.',
      needs: ['call', 'reporting'],
      run: (request) =>
        list(
          request,
          world.colleagues.map((one) => ({ name: 'VoicemailUserEntry', fields: voicemailUserFields(one) })),
          { message: 'Voicemail user list will follow', complete: 'VoicemailUserEntryComplete' },
        ),
    },
    MailboxCount: {
      synopsis: 'Check Mailbox Message Count.',
      needs: ['call', 'reporting'],
      run: (request) => mailboxCount(request),
    },
    DBGet: {
      synopsis: 'Get DB Entry.',
      needs: ['system', 'reporting'],
      run(request) {
        if (request.get('Family') === '') return failure(request, 'No family specified.');
        if (request.get('Key') === '') return failure(request, 'No key specified.');
        return failure(request, 'Database entry not found');
      },
    },
  };
}

const CORE_SETTINGS: Fields = [
  ['AMIversion', '11.0.0'],
  ['AsteriskVersion', '22.10.1'],
  ['SystemName', 'Sidetone demo'],
  ['CoreMaxCalls', '0'],
  ['CoreMaxLoadAvg', '0.000000'],
  ['CoreRunUser', ''],
  ['CoreRunGroup', ''],
  ['CoreMaxFilehandles', '0'],
  ['CoreRealTimeEnabled', 'No'],
  ['CoreCDRenabled', 'Yes'],
  ['CoreHTTPenabled', 'No'],
  ['SoundsSearchCustomDir', 'No'],
];

function coreStatus(world: World, request: Request): Reply {
  const [date = '', time = ''] = new Date(world.startedAt).toISOString().slice(0, 19).split('T');
  const calls = new Set(world.pbx.channels.map((channel) => channel.linkedid));
  return answer(request, [
    ['CoreStartupDate', date],
    ['CoreStartupTime', time],
    ['CoreReloadDate', date],
    ['CoreReloadTime', time],
    ['CoreCurrentCalls', String(calls.size)],
    ['CoreProcessedCalls', String(world.pbx.processedCalls)],
  ]);
}

/** What `Application` and `Data` say of a channel: one without a dialplan thread is the outgoing half of a Dial or Queue. */
function applicationOf(channel: Channel): readonly [name: string, data: string] {
  if (channel.application !== null) return [channel.application.name, channel.application.data];
  return channel.hasDialplan ? ['', ''] : ['AppDial', '(Outgoing Line)'];
}

function coreShowChannel(channel: Channel, now: number): Fields {
  const [application, data] = applicationOf(channel);
  return [
    ...channelFields(channel),
    ['Application', application],
    ['ApplicationData', data],
    ['Duration', new Date(now - channel.createdAt).toISOString().slice(11, 19)],
    ['BridgeId', channel.bridge?.uniqueid ?? ''],
  ];
}

function status(world: World, request: Request): Reply {
  const wanted = request.get('Channel');
  const one = wanted === '' ? undefined : world.pbx.find(wanted);
  if (wanted !== '' && one === undefined) return failure(request, 'No such channel');
  const channels = one === undefined ? world.pbx.channels : [one];
  const items = channels.map((channel) => ({ name: 'Status', fields: statusFields(channel, world.pbx.clock.now()) }));
  return list(request, items, {
    message: 'Channel status will follow',
    complete: 'StatusComplete',
    idPlace: 'last',
    more: [['Items', String(channels.length)]],
  });
}

function statusFields(channel: Channel, now: number): Fields {
  const [application, data] = applicationOf(channel);
  return [
    ['Privilege', 'Call'],
    ...channelFields(channel),
    ['Type', 'PJSIP'],
    ['DNID', channel.hasDialplan ? channel.dnid : ''],
    ['EffectiveConnectedLineNum', channel.connectedLine.number || '<unknown>'],
    ['EffectiveConnectedLineName', channel.connectedLine.name || '<unknown>'],
    ['TimeToHangup', '0'],
    ['BridgeID', channel.bridge?.uniqueid ?? ''],
    ['Application', application],
    ['Data', data],
    ['Nativeformats', '(ulaw)'],
    ['Readformat', 'ulaw'],
    ['Readtrans', ''],
    ['Writeformat', 'ulaw'],
    ['Writetrans', ''],
    ['Callgroup', '0'],
    ['Pickupgroup', '0'],
    ['Seconds', String(Math.floor((now - channel.createdAt) / 1000))],
  ];
}

function extensionState(world: World, request: Request): Reply {
  const exten = request.get('Exten');
  const context = request.get('Context') || 'default';
  if (exten === '') return failure(request, 'Extension not specified');
  const hint = world.hints.find((one) => one.exten === exten && one.context === context);
  const fields: Fields =
    hint === undefined
      ? [
          ['Exten', exten],
          ['Context', context],
          ['Hint', ''],
          ['Status', '-1'],
          ['StatusText', 'Unknown'],
        ]
      : hintFields(hint, world.stateOf(hint.device));
  return answer(request, [['Message', 'Extension Status'], ...fields]);
}

function endpoints(world: World, request: Request): Reply {
  const items = world.devices.map((device) => {
    const name = device.replace('PJSIP/', '');
    const state = world.stateOf(device);
    const fields: Fields = [
      ['ObjectType', 'endpoint'],
      ['ObjectName', name],
      ['Transport', 'transport-udp'],
      ['Aor', name],
      ['Auths', name],
      ['OutboundAuths', ''],
      ['Contacts', state === 'UNAVAILABLE' ? '' : `${name}/sip:${name}@192.0.2.10:5060,`],
      ['DeviceState', endpointState(state)],
      ['ActiveChannels', String(world.pbx.channels.filter((channel) => channel.device === device).length)],
    ];
    return { name: 'EndpointList', fields };
  });
  return list(request, items, {
    message: 'A listing of Endpoints follows, presented as EndpointList events',
    complete: 'EndpointListComplete',
  });
}

function mailboxCount(request: Request): Reply {
  const mailbox = request.get('Mailbox');
  if (mailbox === '') return failure(request, 'Mailbox not specified');
  return answer(request, [
    ['Message', 'Mailbox Message Count'],
    ['Mailbox', mailbox],
    ['UrgMessages', '0'],
    ['NewMessages', '0'],
    ['OldMessages', '0'],
  ]);
}
