import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from './clock.ts';
import { seededRandom } from './random.ts';
import { type ManagerUser, rights } from './rights.ts';
import { worldActions } from './server/world-actions.ts';
import { AmiServer } from './server/server.ts';
import { USER } from './world/people.ts';
import { Traffic } from './world/traffic.ts';
import { World } from './world/world.ts';

export interface DemoPbxOptions {
  /** The secret of the one manager user; made up when absent. */
  readonly secret?: string;
  readonly seed?: number;
  /** Stretches every delay: 2 is half as fast. */
  readonly pace?: number;
  /** For tests: time under their control, in place of the machine's. */
  readonly clock?: Clock;
  /** `false`: nobody calls by themselves. */
  readonly callers?: boolean;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

export interface DemoPbx {
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  /** The extension of the demo's user. */
  readonly extension: string;
  /** The context in which the demo's phones dial. */
  readonly context: string;
  readonly world: World;
  close(): Promise<void>;
}

export const DEMO_USERNAME = 'sidetone';

/** The banner of Asterisk 22. */
export const BANNER = 'Asterisk Call Manager/11.0.0';

/** The rights that the README recommends, and `cdr`, which tells of nothing that the others do not. */
function demoUser(secret: string): ManagerUser {
  return {
    username: DEMO_USERNAME,
    secret,
    read: rights('system', 'call', 'agent', 'user', 'reporting', 'cdr'),
    write: rights('call', 'agent', 'originate', 'reporting'),
  };
}

/** Starts a PBX that speaks AMI on loopback, with a small company on it. The first client to log in sets its callers going. */
export async function startDemoPbx(options: DemoPbxOptions = {}): Promise<DemoPbx> {
  const clock = options.clock ?? systemClock(options.pace);
  const secret = options.secret ?? randomBytes(24).toString('base64url');
  const world = new World(clock, (rightsClass, name, fields) => server.broadcast(rightsClass, name, fields));
  const traffic = new Traffic(world, clock, seededRandom(options.seed ?? Date.now()));
  const server = new AmiServer({
    port: options.port ?? 0,
    banner: BANNER,
    clock,
    users: [demoUser(secret)],
    actions: worldActions(world),
    startedAt: world.startedAt,
    loggedIn: () => {
      if (options.callers !== false) traffic.start();
    },
  });
  await server.listen();
  return {
    port: server.port,
    username: DEMO_USERNAME,
    secret,
    extension: USER.extension,
    context: 'internal',
    world,
    async close() {
      traffic.stop();
      await server.close();
    },
  };
}
