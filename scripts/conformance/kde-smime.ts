import { join } from 'node:path';
import { parseLetter } from '../../core/letter/parse-letter';
import type { SignatureVerdict } from '../../core/model/verdict';
import { verifyLetter } from '../../core/verify/verify-letter';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { trustOf } from './plain-trust';
import { readBytes, readTable } from './read-table';

/** The classes KMail paints with, from what we found; whose key it is it takes from its own key ring, which the suite has not. */
function classesOf(signatures: readonly SignatureVerdict[]): string {
  const classes = new Set(signatures.map(({ checks, reason }) => (reason === 'encrypted' ? 'encr' : checks.integrity.state === 'passed' ? 'signOk' : checks.integrity.state === 'failed' ? 'signErr' : 'signWarn')));
  return [...classes].sort().join(',');
}

/** S/MIME mails as KMail shows them. OpenPGP is not spoken in offices: of those it is asked only that nothing passes for signed. */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'kde', 'mimetreeparser');
  const tally = new CorpusTally('kde', readKnown('known-kde.json'));
  for (const row of readTable(join(corporaDir, 'kde', 'expected.tsv'))) {
    const file = row['mbox'] ?? '';
    const raw = readBytes(folder, file);
    const { signatures, verdict } = await verifyLetter(raw, parseLetter(raw), trustOf());
    if (!file.includes('smime')) {
      tally.compare(file, 'nothing passes', verdict === 'passed' ? 'passed' : 'nothing passes');
      continue;
    }
    if (row['has_tree'] === 'False') {
      tally.skip(1, 'S/MIME without a rendering to compare with');
      continue;
    }
    const expected = (row['kmail_expected_classes(html)'] ?? '').split(',').map((one) => one.replace(/KeyOk$/, '')).filter((one) => one !== '');
    const got = classesOf(signatures);
    // what lies inside an encrypted letter nobody without its key can see
    const seen = got.includes('encr') ? expected.filter((one) => one === 'encr') : expected;
    tally.compare(file, seen.sort().join(','), got);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
