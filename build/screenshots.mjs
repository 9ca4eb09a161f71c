import './lib/node-version.mjs';
import { command } from './lib/say.mjs';
import { runTool } from './lib/tool.mjs';

/** `npm run screenshots`: every window in its states, light and dark, into docs/images/ (what it does: test/screenshots/take.ts). */

await command(() => runTool('test/screenshots/take.ts', process.argv.slice(2)));
