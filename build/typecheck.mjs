import './lib/node-version.mjs';
import { typeChecks } from './lib/checks.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { inProject } from './lib/places.mjs';
import { run } from './lib/run.mjs';
import { command, say } from './lib/say.mjs';

/** `npm run typecheck`: every TypeScript project, the main process against both Electrons' typings. */

await command(async () => {
  await ensurePackages();
  let status = 0;
  for (const { name, file, args } of typeChecks) {
    const ended = await run(file, args, { cwd: inProject() });
    say(`${ended === 0 ? '✓' : '✗'} ${name}`);
    status ||= ended;
  }
  return status;
});
