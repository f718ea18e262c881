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
    const word = argv[index] ?? '';
    if (word === '--offline') continue;
    if (word === '--now' || word === '--policy' || word === '--list') {
      index += 1;
      const value = argv[index];
      if (value === undefined) return `${word} needs a value\n${usage}`;
      if (word === '--policy') policyFile = value;
      else if (word === '--list') files.push(...readFileSync(value, 'utf8').split(/\r?\n/).filter((line) => line.trim() !== ''));
      else now = new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
      if (Number.isNaN(now.getTime())) return `--now: not a time\n${usage}`;
    } else if (word.startsWith('--')) {
      return `unknown option ${word}\n${usage}`;
    } else {
      files.push(word);
    }
  }
  return files.length === 0 ? usage : { files, now, policyFile };
}
