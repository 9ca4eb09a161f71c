import './lib/node-version.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { inProject } from './lib/places.mjs';
import { command, Plain, sayOnStandardError } from './lib/say.mjs';
import { runTool } from './lib/tool.mjs';

/** `npm run --silent bench -- NAME [ARGUMENTS]`: runs test/bench/NAME.ts (or .mjs), which prints one JSON object with its figures. */

sayOnStandardError();
await command(async () => {
  const [name, ...args] = process.argv.slice(2);
  const folder = inProject('test/bench');
  const file = ['ts', 'mjs']
    .map((ending) => `${name}.${ending}`)
    .find((one) => existsSync(inProject('test/bench', one)));
  if (name === undefined || file === undefined) {
    const known = existsSync(folder) ? readdirSync(folder).filter((one) => /\.(ts|mjs)$/.test(one)) : [];
    throw new Plain(`usage: npm run bench -- NAME; there is ${known.join(', ') || 'none yet'} in test/bench/.`);
  }
  return runTool(`test/bench/${file}`, args);
});
