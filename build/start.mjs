import './lib/node-version.mjs';
import { hasDisplay, withDisplay } from './lib/display.mjs';
import { electronArguments } from './lib/electron.mjs';
import { callerFolder, projectFolder } from './lib/places.mjs';
import { run } from './lib/run.mjs';
import { command, elapsed, say } from './lib/say.mjs';
import { ensureApplication } from './lib/setup.mjs';

/**
 * `npm start [-- ARGUMENTS OF SIDETONE]`: everything from a fresh clone to the open window. The arguments are passed on
 * (`--exit-after SECONDS`, `--screenshot FOLDER`, `--profile FOLDER`); relative folders are the caller's.
 */

await command(async () => {
  const since = performance.now();
  const shown = hasDisplay();
  const electron = await ensureApplication({ programs: shown ? [] : ['Xvfb'] });
  return withDisplay({ always: false }, (env) => {
    say(`✓ opening Sidetone${shown ? '' : ' under Xvfb, as there is no display'} (ready after ${elapsed(since)})`);
    const args = [...electronArguments({ shown }), projectFolder, ...process.argv.slice(2)];
    return run(electron.executable, args, { cwd: callerFolder(), env });
  });
});
