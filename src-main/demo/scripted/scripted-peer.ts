import { type Clock, systemClock } from '../clock.ts';
import { BANNER, DEMO_USERNAME } from '../demo-pbx.ts';
import { rights } from '../rights.ts';
import { type Action, type ActionTable, actionId, type Reply } from '../server/action.ts';
import { worldActions } from '../server/world-actions.ts';
import { AmiServer } from '../server/server.ts';
import type { Session } from '../server/session.ts';
import { SESSION_ACTIONS } from '../server/session-actions.ts';
import type { Fields } from '../wire/packet.ts';
import type { Request } from '../wire/request.ts';
import { USER } from '../world/people.ts';
import { World } from '../world/world.ts';
import { Player, perform } from './player.ts';
import type { Deed, PeerScript, ScriptedAnswer } from './script.ts';

/** The demo's server under a script: it behaves where the script is silent, and misbehaves exactly where it is told to. */
export interface ScriptedPeer {
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  readonly extension: string;
  /** The switch behind it. Nobody calls unless told to. */
  readonly world: World;
  /** Every request so far, of all connections. */
  readonly requests: readonly Request[];
  /** Connections that are open now. */
  readonly connections: number;
  /** Does one thing to every open connection. */
  perform(deed: Deed): void;
  /** Resolves when an action has been asked for `times` times in all. */
  asked(action: string, times?: number): Promise<Request>;
  close(): Promise<void>;
}

export async function startScriptedPeer(script: PeerScript = {}, clock: Clock = systemClock()): Promise<ScriptedPeer> {
  const username = script.username ?? DEMO_USERNAME;
  const secret = script.secret ?? 'a secret of the scripted peer';
  const world = new World(clock, (rightsClass, name, fields) => server.broadcast(rightsClass, name, fields));
  const requests: Request[] = [];
  const players = new Map<Session, Player>();
  let plays = script.plays ?? Number.POSITIVE_INFINITY;
  let watchers: readonly (() => void)[] = [];

  const restart = (downFor: number): void => {
    server.broadcast('system', 'Shutdown', [
      ['Shutdown', 'Cleanly'],
      ['Restart', 'True'],
    ]);
    for (const session of server.sessions) session.end();
    void server.close().then(() => clock.after(downFor, () => void server.listen()));
  };

  const server = new AmiServer({
    port: script.port ?? 0,
    banner: script.banner === undefined ? BANNER : script.banner,
    clock,
    users: [
      {
        username,
        secret,
        denied: script.denied ?? false,
        read: rights(...(script.read ?? ['system', 'call', 'agent', 'user', 'reporting', 'cdr'])),
        write: rights(...(script.write ?? ['call', 'agent', 'originate', 'reporting'])),
      },
    ],
    actions: scripted(worldActions(world), script, clock),
    pieces: script.pieces,
    startedAt: world.startedAt,
    connected(session) {
      if (script.timeline === undefined || plays <= 0) return;
      plays -= 1;
      players.set(session, new Player(session, clock, script.timeline, restart));
    },
    loggedIn: () => {},
    received(request) {
      requests.push(request);
      for (const look of watchers) look();
    },
    answered: (request, session) => players.get(session)?.answered(request.action),
  });
  await server.listen();

  return {
    port: server.port,
    username,
    secret,
    extension: USER.extension,
    world,
    requests,
    get connections() {
      return server.sessions.length;
    },
    perform(deed) {
      if ('restart' in deed) restart(deed.restart);
      else for (const session of server.sessions) perform(deed, session, clock, restart);
    },
    asked(action, times = 1) {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = requests.filter((request) => request.action.toLowerCase() === action.toLowerCase())[times - 1];
          if (found === undefined) return;
          watchers = watchers.filter((one) => one !== look);
          resolve(found);
        };
        watchers = [...watchers, look];
        look();
      });
    },
    async close() {
      await server.close();
    },
  };
}

/** The actions with the script's own answers in the place of some, and all of them kept back where it says so. */
function scripted(actions: ActionTable, script: PeerScript, clock: Clock): ActionTable {
  const answers = script.answers ?? {};
  const delay = script.answerDelay ?? 0;
  const entries = Object.entries({ ...SESSION_ACTIONS, ...actions }).map(([name, action]): [string, Action] => {
    const answer = answers[name.toLowerCase()];
    const run = answer === undefined ? action.run : (request: Request): Reply => given(answer, request);
    return [name, delay === 0 ? { ...action, run } : { ...action, run: late(run, delay, clock) }];
  });
  return Object.fromEntries(entries);
}

/** A scripted answer, with the request's ActionID behind each packet's first header. */
function given(answer: ScriptedAnswer, request: Request): Reply {
  if (answer === 'nothing') return [];
  return answer.map(([first, ...rest]): Fields => (first === undefined ? [] : [first, ...actionId(request), ...rest]));
}

function late(run: Action['run'], delay: number, clock: Clock): Action['run'] {
  return (request, session) => (respond) => {
    clock.after(delay, () => {
      const reply = run(request, session);
      if (typeof reply === 'function') reply(respond);
      else respond(reply);
    });
  };
}
