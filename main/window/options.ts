import { join } from 'node:path';

/** What the command line may set; each has a plain default. */
export interface Options {
  /** `--vanthu-key-file=PATH`: profile key in a file of mode 0600 instead of the keyring (tests, demo) */
  readonly keyFile: string | null;
  /** `--vanthu-policy=PATH`: the administrator's policy file */
  readonly policyFile: string;
  /** `--hidden`: start without showing the window */
  readonly hidden: boolean;
}

export function readOptions(argv: readonly string[], platform: string, environment: Readonly<Record<string, string | undefined>>): Options {
  const value = (name: string): string | null => argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  return {
    keyFile: value('vanthu-key-file'),
    policyFile: value('vanthu-policy') ?? defaultPolicyFile(platform, environment),
    hidden: argv.includes('--hidden'),
  };
}

/** Where an administrator puts the office's policy: a folder that ordinary users cannot write. */
function defaultPolicyFile(platform: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'win32') return join(environment['PROGRAMDATA'] ?? 'C:\\ProgramData', 'VanThu', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/VanThu/policy.json';
  return '/etc/vanthu/policy.json';
}
