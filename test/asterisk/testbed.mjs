/**
 * The tests' Asterisk by hand:
 *   node test/asterisk/testbed.mjs install 22 16
 *   node test/asterisk/testbed.mjs start 22      (runs until stop)
 *   node test/asterisk/testbed.mjs cli 22 'core show channels'
 *   node test/asterisk/testbed.mjs stop
 *   node test/asterisk/testbed.mjs status
 */
import { join } from 'node:path';
import { ASTERISK_UID, install, releaseOf, rootOf, run, VERSIONS, whyNot } from './install.mjs';
import { Asterisk, running, stopDetached } from './server.mjs';

const say = (words) => console.error(words);

const commands = {
  async install(versions) {
    await Promise.all(versions.map((version) => install(version, say)));
  },
  async start(versions) {
    for (const version of versions) {
      const asterisk = await Asterisk.start(version, { detached: true, say });
      const { ami, sip } = asterisk.ports;
      console.log(`Asterisk ${asterisk.release} runs: AMI 127.0.0.1:${ami} (sidetone, sidetone-secret), SIP 127.0.0.1:${sip}`);
    }
  },
  async stop() {
    console.log(`${await stopDetached()} ended`);
  },
  async status() {
    const reason = whyNot();
    if (reason) console.log(reason);
    for (const version of VERSIONS) {
      console.log(`${version}: ${releaseOf(version) ?? 'not installed'}`);
      for (const { pid, ports, detached } of running(version)) {
        console.log(`${version}: runs as ${pid}${detached ? '' : ' for a test'}, ${JSON.stringify(ports)}`);
      }
    }
  },
  async cli([version, ...command]) {
    const asterisk = running(version).find(({ detached }) => detached);
    if (!asterisk) throw new Error(`no Asterisk ${version} was started by hand`);
    const etc = asterisk.home.slice(rootOf(version).length);
    const user = `--userspec=${ASTERISK_UID}:${ASTERISK_UID}`;
    const parameters = [user, rootOf(version), '/usr/sbin/asterisk', '-C', join(etc, 'etc/asterisk.conf'), '-rx', command.join(' ')];
    process.stdout.write(await run('chroot', parameters));
  },
};

const [name = '', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : null;
const chosen = rest.length > 0 ? rest : VERSIONS;
if (!command || (name !== 'stop' && name !== 'status' && !VERSIONS.includes(chosen[0]))) {
  say('usage: testbed.mjs install [22] [16] | start [22] [16] | stop | status | cli 22|16 COMMAND');
  process.exitCode = 2;
} else {
  await command(chosen).catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
