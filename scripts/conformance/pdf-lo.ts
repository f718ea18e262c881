import { join } from 'node:path';
import type { SignatureVerdict } from '../../core/model/verdict';
import { openTrust } from '../../core/verify/trust-context';
import { verifyPdf } from '../../core/verify/verify-pdf';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { trustOf } from './plain-trust';
import { readBytes, readTable } from './read-table';

/** What the signatures of a file amount to in the table's words; the suite trusts nobody, so paths and revocation are not asked. */
function answerOf(signatures: readonly SignatureVerdict[]): string {
  if (signatures.length === 0) return 'NOT_SIGNED';
  if (signatures.some(({ reason }) => reason === 'changedAfter')) return 'MODIFIED_AFTER_SIGNING';
  if (signatures.some(({ checks }) => checks.integrity.state === 'failed')) return 'INVALID';
  if (signatures.some(({ checks }) => checks.coverage.state !== 'passed')) return 'VALID_PARTIAL';
  const times = signatures.length === 1 ? '' : ` x${signatures.length}`;
  return signatures.every(({ checks }) => checks.integrity.state === 'passed') ? `VALID${times}` : 'NOT CHECKED';
}

function expectedOf(row: Readonly<Record<string, string>>): 'answer' | { readonly answer: string } | { readonly count: number } {
  const expected = row['expected'] ?? '';
  const count = /^(\d+) signatures/.exec(expected)?.[1];
  if (count !== undefined) return { count: Number(count) };
  if (/^parse without crash/.test(expected)) return { count: Number(row['n_sigs_pdfsig']) };
  return /^(PARSE_OK|no crash)/.test(expected) ? 'answer' : { answer: expected };
}

/** The table counts time-stamps of the document among its signatures; here they stand with the signatures they cover. */
function documentStamps(signatures: readonly SignatureVerdict[]): number {
  return Math.max(0, ...signatures.map(({ timestamps }) => timestamps.filter(({ kind }) => kind === 'document').length));
}

/** Signed PDF files of LibreOffice's tests: good, broken, partial, changed beyond what a certification permits, a shadow file. */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'pdf-lo');
  const tally = new CorpusTally('pdf-lo', readKnown('known-pdf-lo.json'));
  const trust = trustOf();
  const opened = await openTrust(trust);
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const file = row['file'] ?? '';
    const signatures = await verifyPdf(readBytes(folder, file), { where: file, part: null, member: null }, trust, opened);
    const expected = expectedOf(row);
    if (expected === 'answer') tally.compare(file, 'an answer', 'an answer');
    else if ('count' in expected) tally.compare(file, expected.count, signatures.length + documentStamps(signatures));
    else tally.compare(file, expected.answer, answerOf(signatures));
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
