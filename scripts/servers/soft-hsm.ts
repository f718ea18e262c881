import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolderSync } from '../remove-folder';

/** Where Debian puts SoftHSM's PKCS #11 module. */
const modulePath = '/usr/lib/softhsm/libsofthsm2.so';
const variable = 'SOFTHSM2_CONF';

/** One driver with tokens of its own: SoftHSM, its settings and its token folder. */
export interface SoftHsm {
  /** PKCS #11 module */
  readonly module: string;
  /** what a process that loads the module has to have in its environment */
  readonly environment: Readonly<Record<string, string>>;
  /** a token that was given a PIN; its serial number */
  addToken(label: string, pin: string): string;
  addKey(token: TokenAccess, key: TokenKey): void;
  /** as if it were pulled out: whatever is asked of it fails from now on */
  removeToken(serial: string): void;
  close(): void;
}

export interface TokenAccess {
  readonly label: string;
  readonly pin: string;
}

export interface TokenKey {
  /** PKCS #8, PEM */
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly label: string;
  /** CKA_ID, hex */
  readonly id: string;
  /** asks for the PIN before each signature */
  readonly alwaysAuthenticate?: boolean;
}

/**
 * A SoftHSM that nobody else uses. @param number 2 is SoftHSM as it is; each other one (3 to 9) is a copy of the module that looks for its settings under another
 * name, so that one process environment can hold settings for several drivers with different tokens.
 */
export function createSoftHsm(number = 2): SoftHsm {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-hsm-'));
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens, { mode: 0o700 });
  const settings = join(folder, 'softhsm2.conf');
  writeFileSync(settings, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = true\n`);
  const module = number === 2 ? modulePath : copyModule(folder, number);
  const name = number === 2 ? variable : nameOf(number);
  const run = (command: string, args: readonly string[]): string => execFileSync(command, args, { encoding: 'utf8', env: { ...process.env, [variable]: settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  const serials = (): ReadonlySet<string> => new Set([...run('softhsm2-util', ['--show-slots']).matchAll(/Serial number:[ \t]*(\S+)/g)].map((match) => match[1] ?? ''));
  const folders = new Map<string, string>();
  return {
    module,
    environment: { [name]: settings },
    addToken: (label, pin) => {
      const known = { serials: serials(), folders: readdirSync(tokens) };
      run('softhsm2-util', ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', `${pin}-so`]);
      const serial = [...serials()].find((one) => !known.serials.has(one));
      const own = readdirSync(tokens).find((one) => !known.folders.includes(one));
      if (serial === undefined || own === undefined) throw new Error('SoftHSM made no token');
      folders.set(serial, join(tokens, own));
      return serial;
    },
    addKey: ({ label: token, pin }, { keyPem, certificatePem, label, id, alwaysAuthenticate = false }) => {
      const write = (type: string, der: Uint8Array, more: readonly string[]): void => {
        const file = join(folder, `${type}.der`);
        writeFileSync(file, der, { mode: 0o600 });
        run('pkcs11-tool', ['--module', modulePath, '--token-label', token, '--login', '--pin', pin, '--write-object', file, '--type', type, '--id', id, '--label', label, ...more]);
        rmSync(file);
      };
      write('privkey', createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' }), ['--private', '--usage-sign', ...(alwaysAuthenticate ? ['--always-auth'] : [])]);
      write('cert', new X509Certificate(certificatePem).raw, []);
    },
    removeToken: (serial) => removeFolderSync(folders.get(serial) ?? join(folder, 'nothing')),
    close: () => removeFolderSync(folder),
  };
}

function nameOf(number: number): string {
  if (!Number.isInteger(number) || number < 3 || number > 9) throw new Error('one digit that is not 2');
  return variable.replace('2', String(number));
}

function copyModule(folder: string, number: number): string {
  const bytes = readFileSync(modulePath);
  const name = Buffer.from(`${variable}\0`);
  const at = bytes.indexOf(name);
  if (at < 0) throw new Error('this SoftHSM does not name its settings as expected');
  bytes.write(nameOf(number), at, 'latin1');
  const path = join(folder, `libsofthsm${number}.so`);
  writeFileSync(path, bytes, { mode: 0o755 });
  return path;
}
