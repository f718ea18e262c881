import { readFileSync } from 'node:fs';

export interface Arguments {
  readonly files: readonly string[];
  readonly now: Date;
  readonly policyFile: string | null;
}

export const usage = 'usage: npm run -s inspect -- [--list FILE] [--now TIME] [--offline] [--policy FILE] FILE…';

/** Reads the command line; a string is what is wrong with it. Nothing is ever fetched, so `--offline` changes nothing. */
export function readArguments(argv: readonly string[]): Arguments | string {
  const files: string[] = [];
  let now = new Date();
  let policyFile: string | null = null;
  for (let index = 0; index < argv.length; index += 1) {
    const [, word = '', joined] = /^(--(?:now|policy|list))=(.*)$/s.exec(argv[index] ?? '') ?? [null, argv[index] ?? '', undefined];
    if (word === '--offline') continue;
    if (word === '--now' || word === '--policy' || word === '--list') {
      if (joined === undefined) index += 1;
      const value = joined ?? argv[index];
      if (value === undefined) return `${word} needs a value\n${usage}`;
      if (word === '--policy') policyFile = value;
      else if (word === '--list') {
        const listed = readList(value);
        if (listed === null) return `--list: ${value} cannot be read`;
        files.push(...listed);
      } else now = readTime(value);
      if (Number.isNaN(now.getTime())) return `--now: not a time\n${usage}`;
    } else if (word.startsWith('--')) {
      return `unknown option ${word}\n${usage}`;
    } else {
      files.push(word);
    }
  }
  return files.length === 0 ? usage : { files, now, policyFile };
}

function readList(path: string): readonly string[] | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return null;
    throw cause;
  }
}

/** A day counts from its start in UTC, a time without zone is UTC too: the answer must not depend on the machine. Digits alone are Unix seconds. */
function readTime(value: string): Date {
  if (/^\d{9,11}$/.test(value)) return new Date(Number(value) * 1000);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T00:00:00Z`);
  return new Date(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(value) ? `${value.replace(' ', 'T')}Z` : value);
}
