import { readdirSync, readFileSync } from 'node:fs';

/** A process and everything that it started, by their numbers (Linux). */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    // The name in brackets may hold anything; the parent is the second word after it.
    const parent = read(`/proc/${name}/stat`).toString('latin1').split(') ').pop()?.split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const tree = [root];
  for (const pid of tree) {
    for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  }
  return tree;
}

/** What other users of the machine can see of a process: its arguments, and what its owner can: its environment. */
export function argumentsAndEnvironment(pid: number): Buffer {
  return Buffer.concat([read(`/proc/${pid}/cmdline`), read(`/proc/${pid}/environ`)]);
}

/** A process may end while it is looked at. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
