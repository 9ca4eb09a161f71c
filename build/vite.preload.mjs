import { defineConfig } from 'vite';

/** The preload script: a sandboxed one can neither be an ES module nor load files, so it is one CommonJS file. */
export default defineConfig({
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    target: 'chrome130',
    minify: false,
    emptyOutDir: true,
    rolldownOptions: {
      input: { preload: 'src-main/bridge/preload.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
});
