import './lib/node-version.mjs';
import { bundleNames, ensureBundles } from './lib/bundles.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { command, Plain, say } from './lib/say.mjs';

/** `node build/build.mjs [main] [preload] [renderer]`: builds what has changed since the last time. */

await command(async () => {
  const named = process.argv.slice(2);
  const only = bundleNames.filter((name) => named.length === 0 || named.includes(name));
  if (only.length !== (named.length || bundleNames.length)) {
    throw new Plain(`The bundles are ${bundleNames.join(', ')}; asked for: ${named.join(' ')}.`);
  }
  await ensurePackages();
  const built = await ensureBundles({ only });
  if (built.length === 0) say('✓ everything is built already');
  return 0;
});
