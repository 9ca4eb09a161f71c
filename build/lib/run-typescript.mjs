import path from 'node:path';
import { runnerImport } from 'vite';

/** `node build/lib/run-typescript.mjs FILE.ts [ARGUMENTS]`: runs a TypeScript program, on every Node that Sidetone is built with. */

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node build/lib/run-typescript.mjs FILE.ts [ARGUMENTS]\n');
  process.exit(2);
}
const program = path.resolve(file);
process.argv = [process.argv[0] ?? 'node', program, ...args];
await runnerImport(program, { configFile: false, logLevel: 'warn' });
