import { createHash } from 'node:crypto';
import type { AmiActions } from './action.ts';
import { AmiError } from './error.ts';
import type { AmiResponse } from './response.ts';

export interface Login {
  readonly username: string;
  readonly secret: string;
  /** What to be told of: `on`, `off`, or classes as in `call,system,agent,user`. */
  readonly events: string;
}

/** Asterisk waits a second before it refuses (main/manager.c, `authenticate`). */
const LOGIN_TIMEOUT_MS = 15_000;

/**
 * Logs in by MD5 challenge, which every Asterisk since 1.2 has. A server without it would need the secret itself: that is sent over an
 * encrypted transport only, and refused with `no-md5` otherwise, so that nobody can talk a client into showing its secret.
 */
export async function logIn(actions: AmiActions, login: Login, encrypted: boolean): Promise<AmiResponse> {
  const proof = await proofOf(actions, login.secret, encrypted);
  const fields = [['Username', login.username], ...proof, ['Events', login.events]] as const;
  try {
    return await actions.send({ name: 'Login', fields }, { timeoutMs: LOGIN_TIMEOUT_MS });
  } catch (error) {
    throw error instanceof AmiError ? explain(error) : error;
  }
}

async function proofOf(
  actions: AmiActions,
  secret: string,
  encrypted: boolean,
): Promise<(readonly [string, string])[]> {
  const challenge = await challengeOf(actions);
  if (challenge !== null) {
    const key = createHash('md5').update(challenge).update(secret, 'utf8').digest('hex');
    return [
      ['AuthType', 'MD5'],
      ['Key', key],
    ];
  }
  if (encrypted) return [['Secret', secret]];
  throw new AmiError(
    'no-md5',
    'The PBX offers no MD5 login, and the secret is not sent over a connection that is not encrypted.',
  );
}

/** `null` where the server has no MD5 challenge. */
async function challengeOf(actions: AmiActions): Promise<string | null> {
  try {
    const response = await actions.send(
      { name: 'Challenge', fields: [['AuthType', 'MD5']] },
      { timeoutMs: LOGIN_TIMEOUT_MS },
    );
    return response.get('Challenge') ?? null;
  } catch (error) {
    if (error instanceof AmiError && (error.code === 'unknown-action' || error.code === 'action-failed')) return null;
    throw error;
  }
}

function explain(error: AmiError): AmiError {
  const said = error.said;
  if (said === null) return error;
  if (/already in use/i.test(said)) {
    return new AmiError('in-use', 'This manager user is logged in elsewhere, and the PBX permits it only once.', {
      said,
      cause: error,
    });
  }
  if (error.code !== 'action-failed' && error.code !== 'permission-denied') return error;
  return new AmiError(
    'refused',
    'The PBX refused the user name or the secret, or does not accept logins from this address.',
    { said, cause: error },
  );
}
