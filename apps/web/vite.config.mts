import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  // `tsc` and the browser read the kernel's sources (dates, kana keys and checks have one implementation) and the rooms'
  // descriptions of their records and documents, and nothing else of a room.
  resolve: {
    alias: [
      { find: '@madoguchi/kernel', replacement: here('../../libs/kernel/src/index.ts') },
      { find: /^@madoguchi\/([a-z-]+)\/(records|documents)$/, replacement: here('../../libs/$1/src/domain/$2.ts') },
    ],
  },
  plugins: [react(), tailwindcss()],
  server: {
    proxy: { '/api': 'http://127.0.0.1:3000' },
    // node_modules may be a link (a second working tree): its fonts are then outside the root.
    fs: { allow: [here('../..'), realpathSync(here('../../node_modules'))] },
  },
  preview: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    // A data: URI would be refused by `default-src 'self'`; small font slices stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Only index.html is built: gallery.html is for looking at the components while developing.
    rolldownOptions: {
      input: here('./index.html'),
      output: {
        codeSplitting: {
          groups: [{ name: 'vendor', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|openapi-fetch)[\\/]/ }],
        },
      },
    },
  },
});
