import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../run-command.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the application into `out/` unless what lies there is newer than every source. */
export async function buildApp(): Promise<void> {
  const built = join(project, 'out', 'main', 'main.cjs');
  const pages = join(project, 'out', 'renderer', 'index.html');
  const sources = ['core', 'main', 'preload', 'renderer', 'assets/locales', 'electron.vite.config.ts', 'package-lock.json'];
  if (existsSync(built) && existsSync(pages) && Math.max(...sources.map((path) => newest(join(project, path)))) < Math.min(statSync(built).mtimeMs, statSync(pages).mtimeMs)) return;
  process.stdout.write('Building the application…\n');
  const tool = join(dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')), 'bin', 'electron-vite.js');
  const { code, output } = await runCommand(process.execPath, [tool, 'build'], { cwd: project, quiet: true });
  if (code !== 0) throw new Error(`the application could not be built:\n${output.slice(-2000)}`);
}

function newest(path: string): number {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}
