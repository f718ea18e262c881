import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;
const here = (path: string) => resolve(root, path);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: { include: ['imapflow', 'nodemailer'] },
      rollupOptions: { input: { main: here('main/main.ts'), 'token-host': here('main/token/token-host.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: { input: { app: here('preload/app.ts'), ingest: here('preload/ingest.ts'), pin: here('preload/pin.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: here('renderer'),
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: here('out/renderer'),
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: here('renderer/index.html'), ingest: here('renderer/ingest.html'), pin: here('renderer/pin.html'), 'letter-frame': here('renderer/letter-frame.html') } },
    },
  },
});
