import { describe, expect, it } from 'vitest';
import type { AmiActions } from '../../../src-main/ami/action.ts';
import type { Capabilities } from '../../../src-main/ami/capabilities.ts';
import { AmiError } from '../../../src-main/ami/error.ts';
import { listed, listedChannels } from '../../../src-main/companion/lists.ts';

const capabilities: Capabilities = {
  amiVersion: '11.0.0',
  asteriskVersion: null,
  actions: new Set(['status', 'parkedcalls']),
  can: () => true,
};

/** A server that answers every list like this. */
function answering(fault: AmiError): AmiActions {
  const fail = async (): Promise<never> => {
    throw fault;
  };
  return { send: fail, list: fail, command: fail };
}

describe('a list that does not come', () => {
  const late = new AmiError('timeout', 'The PBX did not answer Status within 10 seconds.');

  it('is one that cannot be had, where Sidetone can do without', async () => {
    expect(await listed(answering(late), capabilities, 'ParkedCalls')).toBeNull();
  });

  it('is never taken for “there are no channels”, which would end every call', async () => {
    await expect(listedChannels(answering(late), capabilities)).rejects.toBe(late);
  });

  it('cannot be had where the user may not ask', async () => {
    const denied = new AmiError('permission-denied', 'Not allowed.');
    expect(await listedChannels(answering(denied), capabilities)).toBeNull();
  });
});
