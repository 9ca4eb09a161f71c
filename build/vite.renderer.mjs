import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The windows' pages. They are served over app:// under a CSP that allows files of our own alone: nothing is inlined into the pages, and
 * every address in them is relative.
 */
export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome130',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: 'src-renderer/main/index.html', pop: 'src-renderer/pop/index.html' },
    },
  },
});
