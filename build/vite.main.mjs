import { defineConfig } from 'vite';

/**
 * The main process, the demo PBX's process and `replay`: ES modules for Node. Packages with native code stay in node_modules (they are
 * in package.json's `dependencies`, and so in the packaged application); everything else is bundled.
 */
export default defineConfig({
  ssr: { noExternal: true, external: ['electron', 'keytar', 'libsql'] },
  build: {
    ssr: true,
    target: 'node20.18',
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: 'src-main/main.ts',
        'demo-process': 'src-main/demo/demo-process.ts',
        replay: 'src-main/replay.ts',
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
});
