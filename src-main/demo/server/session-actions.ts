import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { eventMask, type ManagerUser } from '../rights.ts';
import { encodePacket } from '../wire/packet.ts';
import type { Request } from '../wire/request.ts';
import { type ActionTable, answer, actionId, failure, type LateReply, type Reply, success } from './action.ts';
import type { Session } from './session.ts';

/** How long Asterisk lets whoever guesses a password wait. */
const REFUSAL_DELAY = 1000;

/** The actions that concern the connection itself; every server has them. */
export const SESSION_ACTIONS: ActionTable = {
  Login: { synopsis: 'Login Manager.', needs: [], run: logIn },
  Logoff: {
    synopsis: 'Logoff Manager.',
    needs: [],
    run: (request) => [[['Response', 'Goodbye'], ...actionId(request), ['Message', 'Thanks for all the fish.']]],
  },
  Challenge: {
    synopsis: 'Generate Challenge for MD5 Auth.',
    needs: [],
    run(request, session) {
      if (request.get('AuthType').toUpperCase() !== 'MD5') return failure(request, 'Must specify AuthType');
      if (session.challenge === '') session.challenge = String(randomInt(100_000_000, 1_000_000_000));
      return answer(request, [['Challenge', session.challenge]]);
    },
  },
  Events: {
    synopsis: 'Control Event Flow.',
    needs: [],
    run(request, session) {
      const wanted = request.get('EventMask');
      const mask = wanted === '' ? undefined : eventMask(wanted, session.user?.read ?? new Set());
      if (mask === undefined) return failure(request, 'Invalid event mask');
      session.mask = mask;
      return answer(request, [['Events', mask.size > 0 ? 'On' : 'Off']]);
    },
  },
  Ping: {
    synopsis: 'Keepalive command.',
    needs: [],
    run: (request, session) =>
      answer(request, [
        ['Ping', 'Pong'],
        ['Timestamp', (session.host.clock.now() / 1000).toFixed(6)],
      ]),
  },
  ListCommands: {
    synopsis: 'List available manager commands.',
    needs: [],
    run: (request, session) =>
      answer(
        request,
        session.permitted().map(([name, action]) => {
          const classes = action.needs.length === 0 ? '<none>' : [...action.needs, 'all'].join(',');
          return [name, `${action.synopsis}  (Priv: ${classes})`] as const;
        }),
      ),
  },
};

function logIn(request: Request, session: Session): Reply | LateReply {
  if (session.user !== null) return success(request, 'Already authenticated');
  const user = session.host.users.find((one) => one.username === request.get('Username'));
  if (user === undefined || user.denied === true || !proves(user, request, session)) {
    const refusal = failure(request, 'Authentication failed');
    return (respond) => {
      session.host.clock.after(REFUSAL_DELAY, () => respond(refusal));
    };
  }
  session.user = user;
  session.mask = eventMask(request.get('Events'), user.read) ?? user.read;
  const uptime = String(Math.floor((session.host.clock.now() - session.host.startedAt) / 1000));
  session.deliver(
    'system',
    encodePacket([
      ['Event', 'FullyBooted'],
      ['Privilege', 'system,all'],
      ['Uptime', uptime],
      ['LastReload', uptime],
      ['Status', 'Fully Booted'],
    ]),
  );
  return success(request, 'Authentication accepted');
}

/** By the secret itself, or by MD5 over the challenge and the secret (main/manager.c, authenticate). */
function proves(user: ManagerUser, request: Request, session: Session): boolean {
  if (request.get('AuthType').toUpperCase() !== 'MD5') return same(request.get('Secret'), user.secret);
  if (session.challenge === '') return false;
  const key = createHash('md5')
    .update(session.challenge + user.secret)
    .digest('hex');
  return same(request.get('Key'), key);
}

function same(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
