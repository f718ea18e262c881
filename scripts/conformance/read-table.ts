import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows of a tab-separated table with a header line, by column name. */
export function readTable(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

export function readBytes(...path: readonly string[]): Uint8Array {
  return new Uint8Array(readFileSync(join(...path)));
}

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
