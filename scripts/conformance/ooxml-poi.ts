import { join } from 'node:path';
import type { SignatureVerdict } from '../../core/model/verdict';
import { openTrust } from '../../core/verify/trust-context';
import { verifyOoxml } from '../../core/verify/verify-ooxml';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { trustOf } from './plain-trust';
import { readBytes, readTable } from './read-table';

/** Integrity, and that no part of the document itself is left out: who signed is not known to the suite. */
function answerOf(signatures: readonly SignatureVerdict[]): string {
  if (signatures.length === 0) return 'NOT_SIGNED';
  const holds = signatures.every(({ checks }) => checks.integrity.state === 'passed' && checks.coverage.state === 'passed');
  return holds ? 'VALID' : signatures.map(({ checks }) => `${checks.integrity.state} ${checks.integrity.why ?? ''}, ${checks.coverage.state} ${checks.coverage.why ?? ''}`).join('; ');
}

/** Office files signed by Office 2007 to 2016 and by Apache POI. */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'ooxml-poi');
  const tally = new CorpusTally('ooxml-poi', readKnown('known-ooxml-poi.json'));
  const trust = trustOf();
  const opened = await openTrust(trust);
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const file = row['file'] ?? '';
    const signatures = await verifyOoxml(readBytes(folder, file), { where: file, part: null, member: null }, trust, opened);
    tally.compare(file, `${row['expected_signatures']} ${row['expected_integrity']}`, `${signatures.length} ${answerOf(signatures)}`);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
