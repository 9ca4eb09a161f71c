import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** A part of `npm test`: `npx vitest run --config test/vitest.config.ts --project unit`. */
interface Part {
  readonly name: string;
  readonly environment?: 'jsdom';
  /** One test's time, in milliseconds. */
  readonly timeout: number;
  /** True where tests share something that there is one of: a PBX, a display, a keyring. */
  readonly oneByOne?: boolean;
}

const parts: readonly Part[] = [
  { name: 'unit', timeout: 10_000 },
  { name: 'scenarios', timeout: 20_000 },
  { name: 'renderer', environment: 'jsdom', timeout: 15_000 },
  { name: 'fuzz', timeout: 60_000 },
  { name: 'e2e', timeout: 60_000, oneByOne: true },
  { name: 'security', timeout: 60_000, oneByOne: true },
  { name: 'asterisk', timeout: 120_000, oneByOne: true },
  { name: 'packaging', timeout: 300_000, oneByOne: true },
];

const project = ({ name, environment, timeout, oneByOne = false }: Part): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    environment: environment ?? 'node',
    testTimeout: timeout,
    hookTimeout: Math.max(timeout, 30_000),
    fileParallelism: !oneByOne,
    isolate: true,
  },
});

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // The automatic JSX runtime, as the application's own build has it.
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    watch: false,
    // A part without a test is a fault of the part: build/test.mjs counts it so.
    passWithNoTests: false,
    projects: parts.map(project),
  },
});
