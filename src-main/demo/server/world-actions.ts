import type { World } from '../world/world.ts';
import type { ActionTable } from './action.ts';
import { callActions } from './call-actions.ts';
import { infoActions } from './info-actions.ts';
import { variableActions } from './variable-actions.ts';

/** Everything that a logged-in user may ask of the demo company's PBX. */
export function worldActions(world: World): ActionTable {
  return { ...infoActions(world), ...variableActions(world), ...callActions(world) };
}
