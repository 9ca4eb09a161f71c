import type { Channel, Party } from '../switch/channel.ts';
import { takeDown } from '../switch/hangup.ts';
import { blindTransfer, redirect } from '../switch/transfer.ts';
import type { Fields } from '../wire/packet.ts';
import type { Request } from '../wire/request.ts';
import type { World } from '../world/world.ts';
import { actionId, type ActionTable, failure, type LateReply, list, type Reply, success } from './action.ts';

/** The actions that make, move and end calls. */
export function callActions(world: World): ActionTable {
  return {
    Originate: { synopsis: 'Originate a call.', needs: ['originate'], run: (request) => originate(world, request) },
    Hangup: { synopsis: 'Hangup channel.', needs: ['system', 'call'], run: (request) => hangUp(world, request) },
    BlindTransfer: {
      synopsis: 'Blind transfer channel(s) to the given destination',
      needs: ['call'],
      run: (request) => transfer(world, request),
    },
    Redirect: {
      synopsis: 'Redirect (transfer) a call.',
      needs: ['call'],
      run: (request) => sendElsewhere(world, request),
    },
  };
}

/** The order of these checks, and their words, are Asterisk's (main/manager.c, action_originate). */
function originate(world: World, request: Request): Reply | LateReply {
  const requested = request.get('Channel');
  const context = request.get('Context');
  const exten = request.get('Exten');
  const priority = request.get('Priority');
  const uniqueid = request.get('ChannelId');
  if (requested === '') return failure(request, 'Channel not specified');
  if (uniqueid.length > 149) return failure(request, 'Uniqueid length exceeds maximum of 149\n');
  if (priority !== '' && !/^\d+$/.test(priority)) return failure(request, 'Invalid priority');
  const timeout = request.get('Timeout');
  if (timeout !== '' && !/^\d+$/.test(timeout)) return failure(request, 'Invalid timeout');
  if (!requested.includes('/') || requested.endsWith('/')) return failure(request, 'Invalid channel');
  if (exten !== '' && (context === '' || priority === '')) {
    return failure(request, "Originate with 'Exten' requires 'Context' and 'Priority'");
  }
  if (exten === '' || !world.dialplan.has(context, exten)) return failure(request, 'Extension does not exist.');

  const order = {
    requested,
    context,
    exten,
    callerId: parseCallerId(request.get('CallerID')),
    timeout: timeout === '' ? 30_000 : Number(timeout),
    channelId: uniqueid,
    variables: parseVariables(request),
  };
  const tell = (fields: Fields): void => {
    world.pbx.emit('call', 'OriginateResponse', [...actionId(request), ...fields]);
  };
  if (/^(true|yes|on|1|y|t)$/i.test(request.get('Async'))) {
    // Another thread dials, so that its events come behind this answer.
    world.pbx.clock.after(0, () => world.originate({ ...order, respond: tell }));
    return success(request, 'Originate successfully queued');
  }
  return (respond) => {
    world.originate({
      ...order,
      respond: (_fields, worked) =>
        respond(worked ? success(request, 'Originate successfully queued') : failure(request, 'Originate failed')),
    });
  };
}

function hangUp(world: World, request: Request): Reply {
  const wanted = request.get('Channel');
  if (wanted === '') return failure(request, 'No channel specified');
  const cause = Number.parseInt(request.get('Cause') || '0', 10) || 0;
  const pattern = /^\/(.*)\/$/.exec(wanted)?.[1];
  if (pattern === undefined) {
    const channel = world.pbx.find(wanted);
    if (channel === undefined) return failure(request, 'No such channel');
    takeDown(world.pbx, channel, cause);
    return success(request, 'Channel Hungup');
  }
  const channels = matching(world.pbx.channels, pattern);
  if (channels === null) return failure(request, `Regex compile error: ${pattern}`);
  for (const channel of channels) takeDown(world.pbx, channel, cause);
  return list(
    request,
    channels.map((channel) => ({ name: 'ChannelHungup', fields: [['Channel', channel.name]] })),
    { message: 'Channels hung up will follow', complete: 'ChannelsHungupListComplete', idPlace: 'last' },
  );
}

function matching(channels: readonly Channel[], pattern: string): readonly Channel[] | null {
  try {
    const expression = new RegExp(pattern);
    return channels.filter((channel) => expression.test(channel.name));
  } catch {
    return null;
  }
}

/** main/manager.c, action_blind_transfer. */
function transfer(world: World, request: Request): Reply {
  const exten = request.get('Exten');
  const wanted = request.get('Channel');
  if (wanted === '') return failure(request, 'No channel specified');
  if (exten === '') return failure(request, 'No extension specified');
  const channel = world.pbx.find(wanted);
  if (channel === undefined) return failure(request, 'Channel specified does not exist');
  const context = request.get('Context') || channel.context;
  const result = blindTransfer(world.pbx, channel, context, exten, world.goto);
  return result === 'success' ? success(request, 'Transfer succeeded') : failure(request, 'Transfer invalid');
}

/** main/manager.c, action_redirect; of one channel. */
function sendElsewhere(world: World, request: Request): Reply {
  const wanted = request.get('Channel');
  const context = request.get('Context');
  const exten = request.get('Exten');
  const priority = request.get('Priority');
  if (wanted === '') return failure(request, 'Channel not specified');
  if (context === '') return failure(request, 'Context not specified');
  if (exten === '') return failure(request, 'Exten not specified');
  if (priority === '') return failure(request, 'Priority not specified');
  if (!/^\d+$/.test(priority)) return failure(request, 'Priority is invalid');
  const channel = world.pbx.find(wanted);
  if (channel === undefined) return failure(request, `Channel does not exist: ${wanted}`);
  if (channel.dialledBy !== null) return failure(request, 'Redirect failed');
  redirect(world.pbx, channel, context, exten, world.goto);
  return success(request, 'Redirect successful');
}

/** `"Bob Brown" <1002>`, `Bob <1002>` or a bare number (main/callerid.c, ast_callerid_parse; the number loses its spacing). */
function parseCallerId(text: string): Party | null {
  if (text === '') return null;
  const both = /^\s*"?(.*?)"?\s*<([^>]*)>/.exec(text);
  if (both !== null) {
    const name = (both[1] ?? '').replaceAll('\\"', '"');
    return { name, number: shrink(both[2] ?? '') };
  }
  return /^[\d+*#() .-]+$/.test(text)
    ? { number: shrink(text), name: '' }
    : { number: '', name: text.replace(/^"|"$/g, '') };
}

function shrink(number: string): string {
  return number.replace(/[() .-]/g, '');
}

/** Each `Variable:` may carry several, parted by commas; one without an equals sign is dropped. */
function parseVariables(request: Request): ReadonlyMap<string, string> {
  const pairs = request
    .all('Variable')
    .flatMap((line) => line.split(','))
    .map((item) => /^([^=]+)=(.*)$/s.exec(item));
  return new Map(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])));
}
