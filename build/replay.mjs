import './lib/node-version.mjs';
import { ensureBundles } from './lib/bundles.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { callerFolder, inProject } from './lib/places.mjs';
import { run } from './lib/run.mjs';
import { command, sayOnStandardError } from './lib/say.mjs';

/** `npm run --silent replay -- packets|calls … FILE`: see src-main/replay.ts. Standard output carries its JSON lines alone. */

sayOnStandardError();
await command(async () => {
  await ensurePackages();
  await ensureBundles({ only: ['main'] });
  return run(process.execPath, [inProject('out/main/replay.js'), ...process.argv.slice(2)], { cwd: callerFolder() });
});
