/** Imported first by every command: says in words which Node is needed, before anything fails for want of it. */

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const served = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (!served) {
  console.error(
    `Sidetone is built with Node 20.19 or later, 22.12 or later, or 24; this is Node ${process.versions.node}.\n` +
      'Install a current one (https://nodejs.org/, or your package manager) and run the command again.',
  );
  process.exit(1);
}
