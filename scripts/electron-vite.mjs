// @ts-check
/** `electron-vite dev` or `preview` on the runtime at hand; arguments are passed on. */
import { fileURLToPath } from 'node:url';
import { electronExecutable, ensureRuntime } from './electron-runtime.mjs';
import { runCommand } from './run-command.mjs';

const runtime = await ensureRuntime();
// Chromium refuses to start its sandbox as root; an ordinary user keeps it.
const asRoot = process.getuid?.() === 0 ? ['--noSandbox'] : [];
const { code } = await runCommand('npx', ['electron-vite', ...process.argv.slice(2), ...asRoot], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, ELECTRON_EXEC_PATH: electronExecutable(runtime) },
});
process.exitCode = code;
