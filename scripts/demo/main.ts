import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronExecutable, ensureRuntime } from '../electron-runtime.mjs';
import { ensureSystemPackages } from '../system-packages.mjs';
import { startXvfb } from '../xvfb.mjs';
import { buildApp } from './build-app';
import { runDemo } from './run-demo';

const windowPackages = ['xvfb', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-noto-core', 'fonts-liberation'];
const usage = 'usage: npm run demo [-- --headless]';

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => word !== '--headless');
  if (unknown !== undefined) {
    process.stderr.write(`unknown option ${unknown}\n${usage}\n`);
    return 2;
  }
  const hasDisplay = process.platform !== 'linux' || [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
  const stays = hasDisplay && !words.includes('--headless');
  if (process.platform === 'linux') await ensureSystemPackages(stays ? windowPackages.slice(1) : windowPackages);
  const runtime = await ensureRuntime();
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime;
  await buildApp();
  const needsScreen = process.platform === 'linux' && !stays;
  const screen = needsScreen ? await startXvfb() : null;
  if (screen !== null) process.env['DISPLAY'] = screen.display;
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-demo-'));
  chmodSync(folder, 0o700);
  mkdirSync(join(folder, 'profile'), { mode: 0o700 });
  try {
    return await runDemo({ folder, executable: electronExecutable(runtime), stays, writePolicy: (policy) => writePolicy(join(folder, 'policy.json'), policy) });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    await screen?.stop();
  }
}

/** Replaced as a whole, as an administrator's tool does it: the application never reads half a policy. */
function writePolicy(path: string, policy: object): void {
  writeFileSync(`${path}.new`, JSON.stringify(policy, null, 1));
  renameSync(`${path}.new`, path);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`The demo could not go on: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
