import { once } from 'node:events';
import { replayCalls } from './replay/calls.ts';
import type { ReplayCommand, Terminal } from './replay/command.ts';
import { replayPackets } from './replay/packets.ts';

/** The command line's composition root: what a recorded stream of the manager interface says, as JSON lines. */
const commands: Readonly<Record<string, ReplayCommand>> = {
  packets: replayPackets,
  calls: replayCalls,
};

const terminal: Terminal = {
  async line(text) {
    if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
  },
  note(text) {
    process.stderr.write(`${text}\n`);
  },
};

// A reader such as `head` may have seen enough.
process.stdout.on('error', () => process.exit(0));

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  const outcome = command === undefined ? 'usage' : await command.run(args, terminal);
  if (outcome === 'usage') {
    for (const { usage } of Object.values(commands)) terminal.note(`npm run --silent replay -- ${usage}`);
    process.exitCode = 2;
  }
} catch (error) {
  terminal.note(`The recording cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
