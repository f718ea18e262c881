import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

const USER = 'nobody';

export interface OrdinaryUserCopy {
  /** starts the copied program as the ordinary user, passing every argument on */
  readonly executable: string;
  /** where a folder given to `copyFolder` lies now */
  copyFolder(source: string): string;
  /** gives a file or folder (with all below it) to the ordinary user */
  handOver(path: string): void;
  dispose(): void;
}

/**
 * Makes a program startable as an ordinary user from a process that runs as root: Electron keeps its sandbox only then, and
 * that is how the people who use it run it. The program is copied to where that user can read it; home,
 * run-time and temporary folders are fresh and its own.
 *
 * @param programFolder folder of the runtime or of the packaged application
 * @param executableName file in it
 */
export function asOrdinaryUser(programFolder: string, executableName: string): OrdinaryUserCopy {
  const place = mkdtempSync(join(tmpdir(), 'vanthu-user-'));
  chmodSync(place, 0o755);
  const uid = execFileSync('id', ['-u', USER], { encoding: 'utf8' }).trim();
  const gid = execFileSync('id', ['-g', USER], { encoding: 'utf8' }).trim();
  const copyFolder = (source: string): string => {
    const target = join(place, basename(source));
    copyReadable(source, target);
    return target;
  };
  const program = copyFolder(programFolder);
  const home = join(place, 'home');
  for (const name of ['', 'run', 'tmp']) mkdirSync(join(home, name), { mode: 0o700 });
  execFileSync('chown', ['-R', `${uid}:${gid}`, home]);
  const executable = join(place, 'start');
  writeFileSync(
    executable,
    `#!/bin/sh
unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME SUDO_UID SUDO_GID SUDO_USER
export HOME='${home}' USER=${USER} LOGNAME=${USER} TMPDIR='${home}/tmp' XDG_RUNTIME_DIR='${home}/run'
cd '${home}' || exit 1
exec setpriv --reuid=${uid} --regid=${gid} --clear-groups '${join(program, executableName)}' "$@"
`,
    { mode: 0o755 },
  );
  return {
    executable,
    copyFolder,
    handOver: (path) => void execFileSync('chown', ['-R', `${uid}:${gid}`, path]),
    dispose: () => rmSync(place, { recursive: true, force: true }),
  };
}

/**
 * Copies an application as it would run unpacked: its manifest, its build and the packages it needs at run time.
 *
 * @param projectFolder holds package.json, out/ and node_modules/
 * @param target folder to create
 */
export function copyBuiltApp(projectFolder: string, target: string): void {
  mkdirSync(target, { recursive: true, mode: 0o755 });
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: projectFolder, encoding: 'utf8' });
  const packages = listed.split('\n').filter((path) => path.includes('node_modules'));
  for (const source of [join(projectFolder, 'package.json'), join(projectFolder, 'out'), ...packages]) {
    copyReadable(source, join(target, relative(projectFolder, source)));
  }
}

/** Hard links where the file system allows it: a runtime is a quarter of a gigabyte. Rights are the source's, widened to all. */
function copyReadable(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  try {
    execFileSync('cp', ['-al', '--no-target-directory', source, target], { stdio: 'pipe' });
  } catch {
    // Another file system: real copies.
    rmSync(target, { recursive: true, force: true });
    execFileSync('cp', ['-a', '--no-target-directory', source, target]);
  }
  execFileSync('chmod', ['-R', 'a+rX', target]);
}
