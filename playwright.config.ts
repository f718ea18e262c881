import { defineConfig } from '@playwright/test';
import type { LaunchMode } from './e2e/fixtures/app-test';

/**
 * `*.ordinary.spec.ts` is about the sandbox, which root never has. The main job runs however the application is started;
 * the other scenarios once, on the build in `out/`.
 */
function project(name: string, launchMode: LaunchMode): { name: string; testMatch: string[]; testIgnore: string[]; use: { launchMode: LaunchMode } } {
  const everything = !launchMode.packaged && !launchMode.ordinaryUser;
  return {
    name,
    testMatch: everything ? ['**/*.spec.ts'] : ['**/main-job/short.spec.ts', '**/*.ordinary.spec.ts'],
    testIgnore: launchMode.ordinaryUser ? [] : ['**/*.ordinary.spec.ts'],
    use: { launchMode },
  };
}

export default defineConfig<{ launchMode: LaunchMode }>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/fixtures/xvfb-and-runtime.mjs',
  // One at a time: a window needs the focus that "displayed" depends on.
  workers: 1,
  fullyParallel: false,
  // real windows on a shared machine: what fails once and then passes is named by `npm test`, what fails twice has failed
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/e2e.json' }]],
  projects: [
    project('app', { packaged: false, ordinaryUser: false }),
    project('packaged', { packaged: true, ordinaryUser: false }),
    project('ordinary-user', { packaged: false, ordinaryUser: true }),
    project('packaged-ordinary-user', { packaged: true, ordinaryUser: true }),
  ],
});
