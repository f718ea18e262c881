// @ts-check
/**
 * Stands in for the default app that an embedded runtime lacks: opens the application folder (or
 * main file) named first on the command line and leaves every other argument to that application.
 *
 * It is a module with a top-level await on purpose: Electron holds `ready` back until the entry
 * module has finished, so an application can still register privileged schemes.
 */
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (target === undefined) {
  process.stderr.write('usage: electron [switches] FOLDER [arguments]\n');
  app.exit(2);
} else {
  await openApplication(resolve(target));
}

/** @param {string} path folder with a package.json, or a main file */
async function openApplication(path) {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const manifestFile = join(folder, 'package.json');
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
  const main = folder === path ? join(folder, manifest.main ?? 'index.js') : path;

  // Electron's own default app sets these three the same way; they are not in the public types.
  Reflect.set(process, 'defaultApp', true);
  const shell = /** @type {import('electron').App & { setAppPath(path: string): void, setVersion(version: string): void }} */ (app);
  shell.setAppPath(folder);
  if (manifest.version) shell.setVersion(manifest.version);
  const name = manifest.productName ?? manifest.name;
  if (name) {
    app.setName(name);
    if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name));
  }

  const isModule = extname(main) === '.mjs' || (extname(main) === '.js' && manifest.type === 'module');
  if (isModule) await import(pathToFileURL(main).href);
  else createRequire(manifestFile)(main);
}
