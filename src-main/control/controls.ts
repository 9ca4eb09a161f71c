import type { Capabilities } from '../ami/capabilities.ts';

export interface Control {
  readonly possible: boolean;
  /** Why not, for a person; empty when possible. */
  readonly why: string;
}

/** What can be done now, and why not where it cannot. */
export interface Controls {
  readonly dial: Control;
  readonly hangUp: Control;
  readonly transfer: Control;
}

/**
 * Each control with the ways it can be had, the best first: any one of the actions is enough. `right` is the class of
 * `write` in manager.conf that all of them ask for (ast_manager_register in Asterisk 13 to 23).
 */
const WAYS: Readonly<Record<keyof Controls, { readonly actions: readonly string[]; readonly right: string }>> = {
  dial: { actions: ['Originate'], right: 'originate' },
  hangUp: { actions: ['Hangup'], right: 'call' },
  transfer: { actions: ['BlindTransfer', 'Redirect'], right: 'call' },
};

const POSSIBLE: Control = { possible: true, why: '' };

/** `capabilities` is `null` while there is no connection; `devices` are mine. */
export function controls(capabilities: Capabilities | null, devices: readonly string[]): Controls {
  if (capabilities === null) {
    const offline: Control = { possible: false, why: 'Not connected to the PBX.' };
    return { dial: offline, hangUp: offline, transfer: offline };
  }
  const by = (control: keyof Controls): Control => {
    const { actions, right } = WAYS[control];
    if (actions.some((action) => capabilities.can(action))) return POSSIBLE;
    return { possible: false, why: `Needs the PBX right “${right}”; ask your administrator.` };
  };
  const dial = by('dial');
  const phoneless: Control = {
    possible: false,
    why: 'No phone of yours is known on this PBX; set your device in the account.',
  };
  return {
    dial: dial.possible && devices.length === 0 ? phoneless : dial,
    hangUp: by('hangUp'),
    transfer: by('transfer'),
  };
}
