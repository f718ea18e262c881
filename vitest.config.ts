import { defineConfig } from 'vitest/config';
import { strayErrors } from './scripts/stray-errors.mjs';

/** Where `npm test` wants its reports: the path without `.json`; absent when a person runs a few tests. */
const report = process.env.VANTHU_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: `${report}.json` }], strayErrors(`${report}.stray.json`)],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{core,main,renderer,preload,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{core,main,renderer,scripts}/**/*.integration.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
