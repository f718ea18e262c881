import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One row that did not come out as the corpus expects. */
export interface Miss {
  /** stable name of the row inside its corpus */
  readonly row: string;
  readonly expected: string;
  readonly got: string;
  /** from the list of known disagreements, null where it is new */
  readonly known: string | null;
}

export interface CorpusResult {
  readonly corpus: string;
  readonly rows: number;
  readonly agree: number;
  readonly disagree: number;
  readonly skipped: number;
  /** why rows were skipped, '' where none was */
  readonly skipReason: string;
  readonly misses: readonly Miss[];
}

/** Known disagreements of one corpus: row to reason. */
export function readKnown(file: string): ReadonlyMap<string, string> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  if (!existsSync(path)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>));
}

/** Gathers rows of one corpus. */
export class CorpusTally {
  private agree = 0;
  private skipped = 0;
  private skipReason = '';
  private readonly misses: Miss[] = [];

  constructor(
    private readonly corpus: string,
    private readonly known: ReadonlyMap<string, string>,
  ) {}

  compare(row: string, expected: unknown, got: unknown): void {
    const left = JSON.stringify(expected) ?? 'undefined';
    const right = JSON.stringify(got) ?? 'undefined';
    if (left === right) this.agree++;
    else this.misses.push({ row, expected: left, got: right, known: this.known.get(row) ?? null });
  }

  skip(count: number, reason: string): void {
    this.skipped += count;
    this.skipReason = this.skipReason === '' || this.skipReason === reason ? reason : `${this.skipReason}; ${reason}`;
  }

  result(): CorpusResult {
    const disagree = this.misses.length;
    return { corpus: this.corpus, rows: this.agree + disagree + this.skipped, agree: this.agree, disagree, skipped: this.skipped, skipReason: this.skipReason, misses: this.misses };
  }
}

/** `corpus: rows, agree, disagree, skipped (reason)` */
export function lineOf(result: CorpusResult): string {
  const fresh = result.misses.filter((miss) => miss.known === null).length;
  const reason = result.skipReason === '' ? '' : ` (${result.skipReason})`;
  return `${result.corpus}: ${result.rows}, ${result.agree}, ${result.disagree}${fresh === 0 ? '' : ` (${fresh} not known)`}, ${result.skipped}${reason}`;
}

/** Command line of one corpus: folder of the corpora as first argument; `--misses` lists what is not known. */
export async function runAsScript(moduleUrl: string, run: (corporaDir: string) => Promise<CorpusResult>): Promise<void> {
  if (process.argv[1] !== fileURLToPath(moduleUrl)) return;
  const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '../shared/corpora';
  if (!existsSync(folder)) {
    process.stdout.write(`no corpora at ${folder}\n`);
    return;
  }
  const result = await run(folder);
  process.stdout.write(`${lineOf(result)}\n`);
  const fresh = result.misses.filter((miss) => miss.known === null);
  if (process.argv.includes('--misses')) {
    for (const miss of fresh) process.stdout.write(`  ${miss.row}\n    expected ${miss.expected.slice(0, 400)}\n    got      ${miss.got.slice(0, 400)}\n`);
  }
  if (fresh.length > 0) process.exitCode = 1;
}
