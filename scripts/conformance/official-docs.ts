/**
 * Measures `core/recognise` on a folder of labelled official documents (one JSON each). Half of the files, those
 * whose name hashes to an even byte, are held back while rules are written; both halves are reported apart.
 *
 *   npx tsx scripts/conformance/official-docs.ts [corporaDir] [--half dev|held] [--misses FIELD]
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OfficialDocument, SourceText } from '../../core/model/document';
import type { PartId } from '../../core/model/ids';
import { recognise } from '../../core/recognise/recognise';

type Half = 'dev' | 'held';

interface Labels {
  readonly isOfficial: boolean | null;
  readonly type: string | null;
  readonly number: string | null;
  readonly date: string | null;
  readonly agency: string | null;
  readonly summary: string | null;
  readonly signer: string | null;
  readonly urgency: string | null;
  readonly secrecy: string | null;
  readonly cites: readonly string[];
  readonly deadline: string | null;
}

interface LabelledFile {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  readonly text: string;
  readonly labels: Labels;
  readonly addressees?: readonly string[];
  readonly signerTitle?: string;
  readonly parentAgency?: string;
  readonly deadlines?: readonly string[];
  readonly deadlineReviewed?: boolean;
  readonly numberPartial?: string;
}

export interface FieldRow {
  readonly half: Half;
  readonly group: string;
  readonly field: string;
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Miss {
  readonly id: string;
  readonly half: Half;
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

export interface ConformanceResult {
  readonly corpus: string;
  readonly rows: readonly FieldRow[];
  readonly agree: number;
  readonly disagree: number;
  readonly skipped: number;
  readonly misses: readonly Miss[];
}

interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

const halfOf = (file: string): Half => ((createHash('sha256').update(file).digest()[0] ?? 0) % 2 === 1 ? 'dev' : 'held');

/** Values are equal after NFC, whitespace and case, and nothing else. */
function alike(value: string): string {
  return value.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Texts that a machine read from scans with handwritten numbers and dates: counted apart, and not in the totals. */
const apart = 'vn-scan-ocr';

function expectedLists(file: LabelledFile): readonly (readonly [string, readonly string[], (document: OfficialDocument) => readonly (string | null)[]])[] {
  const labels = file.labels;
  const one = (value: string | null | undefined): readonly string[] => (value === null || value === undefined ? [] : [value]);
  const rows: (readonly [string, readonly string[], (document: OfficialDocument) => readonly (string | null)[]])[] = [
    ['type', one(labels.type), (document) => [document.type]],
    ['number', one(labels.number), (document) => [document.number]],
    ['date', one(labels.date), (document) => [document.date]],
    ['agency', one(labels.agency), (document) => [document.agency]],
    ['summary', one(labels.summary), (document) => [document.summary]],
    ['signer', one(labels.signer), (document) => [document.signer]],
    ['urgency', one(labels.urgency), (document) => [document.urgency]],
    ['secrecy', one(labels.secrecy), (document) => [document.secrecy]],
    ['cites', labels.cites, (document) => document.cites.map((cite) => cite.number)],
  ];
  if (labels.deadline !== null || file.deadlineReviewed === true) rows.push(['deadline', one(labels.deadline), (document) => [document.deadline]]);
  if (file.addressees !== undefined) rows.push(['addressees', file.addressees, (document) => document.addressees]);
  if (file.signerTitle !== undefined) rows.push(['signerTitle', one(file.signerTitle), (document) => [document.signerTitle]]);
  if (file.parentAgency !== undefined) rows.push(['parentAgency', one(file.parentAgency), (document) => [document.parentAgency]]);
  return rows;
}

function sourcesOf(file: LabelledFile): readonly SourceText[] {
  const part = '1' as PartId;
  const subject = /^Subject: (.*)\n/.exec(file.text);
  if (file.kind === 'negative' && subject !== null) {
    return [{ source: { kind: 'subject' }, text: subject[1] ?? '' }, { source: { kind: 'body', part }, text: file.text.slice(subject[0].length) }];
  }
  return [{ source: { kind: 'body', part }, text: file.text }];
}

function toRow(key: string, tally: Tally): FieldRow {
  const [half = '', group = '', field = ''] = key.split('|');
  const precision = tally.right + tally.wrong === 0 ? 1 : tally.right / (tally.right + tally.wrong);
  const recall = tally.right + tally.missed === 0 ? 1 : tally.right / (tally.right + tally.missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { half: half as Half, group, field, ...tally, precision, recall, f1 };
}

/** Compares every labelled document under `corporaDir/official-docs` with what recognition reads. */
export async function run(corporaDir: string): Promise<ConformanceResult> {
  const folder = join(corporaDir, 'official-docs');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const tallies = new Map<string, Tally>();
  const misses: Miss[] = [];
  let skipped = 0;
  const count = (half: Half, group: string, field: string, what: keyof Tally): void => {
    for (const key of [`${half}|${group}|${field}`, ...(group === apart ? [] : [`${half}|(all)|${field}`])]) {
      const tally = tallies.get(key) ?? { right: 0, wrong: 0, missed: 0 };
      tally[what] += 1;
      tallies.set(key, tally);
    }
  };
  for (const name of files) {
    const file = JSON.parse(await readFile(join(folder, name), 'utf8')) as LabelledFile;
    const half = halfOf(name);
    const recognition = recognise(sourcesOf(file));
    if (file.labels.isOfficial === null) skipped += 1;
    else if (file.labels.isOfficial !== recognition.isOfficial) {
      count(half, file.group, 'isOfficial', recognition.isOfficial ? 'wrong' : 'missed');
      misses.push({ id: file.id, half, field: 'isOfficial', expected: String(file.labels.isOfficial), got: String(recognition.isOfficial) });
    } else if (recognition.isOfficial) count(half, file.group, 'isOfficial', 'right');
    if (file.labels.isOfficial === false) continue;
    const document = recognition.documents[0];
    for (const [field, expected, read] of expectedLists(file)) {
      const got = document === undefined ? [] : read(document).filter((value) => value !== null);
      const wanted = new Map(expected.map((value) => [alike(value), value]));
      const given = new Map(got.map((value) => [alike(value), value]));
      const absent = [...wanted].filter(([key]) => !given.has(key)).map(([, value]) => value);
      const extra = [...given].filter(([key]) => !wanted.has(key)).map(([, value]) => value);
      for (let right = wanted.size - absent.length; right > 0; right -= 1) count(half, file.group, field, 'right');
      for (let index = 0; index < absent.length; index += 1) count(half, file.group, field, 'missed');
      for (let index = 0; index < extra.length; index += 1) count(half, file.group, field, 'wrong');
      if (absent.length > 0 || extra.length > 0) misses.push({ id: file.id, half, field, expected: absent.join(' | '), got: extra.join(' | ') });
    }
  }
  const rows = [...tallies].map(([key, tally]) => toRow(key, tally));
  const total = rows.filter((row) => row.group === '(all)');
  const agree = total.reduce((sum, row) => sum + row.right, 0);
  const disagree = total.reduce((sum, row) => sum + Math.max(row.wrong, row.missed), 0);
  return { corpus: 'official-docs', rows, agree, disagree, skipped, misses };
}

function print(result: ConformanceResult, half: Half | null, field: string | null): void {
  const order = ['(all)', ...new Set(result.rows.map((row) => row.group))];
  const rows = result.rows.filter((row) => half === null || row.half === half)
    .sort((left, right) => left.half.localeCompare(right.half) || order.indexOf(left.group) - order.indexOf(right.group));
  for (const row of rows) {
    const figures = [row.precision, row.recall, row.f1].map((figure) => figure.toFixed(3)).join('  ');
    console.log(`${row.half.padEnd(5)}${row.group.padEnd(24)}${row.field.padEnd(14)}${figures}  ${row.right}/${row.wrong}/${row.missed}`);
  }
  console.log(`agree ${result.agree}, disagree ${result.disagree}, skipped ${result.skipped}`);
  if (field === null) return;
  for (const miss of result.misses) {
    if ((half === null || miss.half === half) && (field === 'all' || miss.field === field)) {
      console.log(`\n${miss.id} ${miss.field}\n  expected ${miss.expected}\n  got      ${miss.got}`);
    }
  }
}

const option = (name: string): string | null => {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : process.argv[at + 1] ?? null;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const given = process.argv[2];
  const folder = resolve(given === undefined || given.startsWith('--') ? '../shared/corpora' : given);
  print(await run(folder), option('--half') as Half | null, option('--misses'));
}
