import type { Request } from '../wire/request.ts';
import type { World } from '../world/world.ts';
import { type ActionTable, answer, failure, type Reply } from './action.ts';

/** Variables of channels and of the PBX, and the one dialplan function that the demo has. */
export function variableActions(world: World): ActionTable {
  return {
    Getvar: {
      synopsis: 'Gets a channel variable or function value.',
      needs: ['call', 'reporting'],
      run: (request) => getVariable(world, request),
    },
    Setvar: {
      synopsis: 'Sets a channel variable or function value.',
      needs: ['call'],
      run: (request) => setVariable(world, request),
    },
  };
}

const DIALPLAN_EXISTS = /^DIALPLAN_EXISTS\(([^,()]*),([^,()]*)(?:,[^()]*)?\)$/;

function getVariable(world: World, request: Request): Reply {
  const name = request.get('Variable');
  const wanted = request.get('Channel');
  if (name === '') return failure(request, 'No variable specified');
  if (/SHELL|EVAL/i.test(name)) return failure(request, 'GetVar Access Forbidden: Variable');
  const channel = wanted === '' ? undefined : world.pbx.find(wanted);
  if (wanted !== '' && channel === undefined) return failure(request, 'No such channel');
  const variables = channel?.variables ?? world.globals;
  const [, context, exten] = DIALPLAN_EXISTS.exec(name) ?? [];
  const exists = context === undefined || exten === undefined ? undefined : world.dialplan.has(context, exten);
  return answer(request, [
    ['Variable', name],
    ['Value', exists === undefined ? (variables.get(name) ?? '') : exists ? '1' : '0'],
  ]);
}

function setVariable(world: World, request: Request): Reply {
  const name = request.get('Variable');
  const wanted = request.get('Channel');
  if (name === '') return failure(request, 'No variable specified');
  const channel = wanted === '' ? undefined : world.pbx.find(wanted);
  if (wanted !== '' && channel === undefined) return failure(request, 'No such channel');
  (channel?.variables ?? world.globals).set(name, request.get('Value'));
  return answer(request, [['Message', 'Variable Set']]);
}
