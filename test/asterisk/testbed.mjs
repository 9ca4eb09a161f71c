// @ts-check
/**
 * The tests' Asterisk by hand:
 *   node test/asterisk/testbed.mjs install 22 16
 *   node test/asterisk/testbed.mjs start 22      (runs until stop)
 *   node test/asterisk/testbed.mjs cli 22 'core show channels'
 *   node test/asterisk/testbed.mjs stop
 *   node test/asterisk/testbed.mjs status
 */
import { install, releaseOf, VERSIONS, whyNot } from './install.mjs';
import { running, stopDetached } from './running.mjs';
import { Asterisk, cli } from './server.mjs';

/** @typedef {import('./install.mjs').Version} Version */

const USAGE = 'usage: testbed.mjs install [22] [16] | start [22] [16] | stop | status | cli 22|16 COMMAND';

/** @type {Record<string, (versions: readonly Version[], rest: readonly string[]) => Promise<void>>} */
const commands = {
  async install(versions) {
    await Promise.all(versions.map((version) => install(version, console.error)));
  },
  async start(versions) {
    for (const version of versions) {
      const { release, ports } = await Asterisk.start(version, { detached: true, say: console.error });
      console.log(`Asterisk ${release} runs: AMI 127.0.0.1:${ports.ami} (sidetone, sidetone-secret), SIP ${ports.sip}`);
    }
  },
  async stop() {
    console.log(`${await stopDetached()} ended`);
  },
  async status() {
    console.log(whyNot() ?? 'Asterisk can run here');
    for (const version of VERSIONS) {
      console.log(`${version}: ${releaseOf(version) ?? 'not installed'}`);
      for (const { pid, ports, detached } of running(version)) {
        console.log(`${version}: process ${pid}${detached ? '' : ' of a test'}, ${JSON.stringify(ports)}`);
      }
    }
  },
  async cli([version = '22'], rest) {
    const asterisk = running(version).find(({ detached }) => detached);
    if (!asterisk) throw new Error(`No Asterisk ${version} was started by hand`);
    process.stdout.write(await cli(version, asterisk.home, rest.join(' ')));
  },
};

const [name = '', ...words] = process.argv.slice(2);
const named = VERSIONS.filter((version) => words.includes(version));
const rest = words.filter((word) => !named.some((version) => version === word));
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (!command || (rest.length > 0 && name !== 'cli')) throw new Error(USAGE);
  await command(named.length > 0 ? named : VERSIONS, rest);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
