import { join } from 'node:path';
import { parseLetter } from '../../core/letter/parse-letter';
import type { IsoTime } from '../../core/model/ids';
import type { SignatureVerdict } from '../../core/model/verdict';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { TrustContext } from '../../core/verify/trust-context';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { readBytes, readTable } from './read-table';

/** Good as Thunderbird means it: everything but revocation, for which the suite has no lists. */
function isGood(signature: SignatureVerdict): boolean {
  return signature.verdict === 'passed' || signature.reason === 'revocationUnknown';
}

/** Mails made with NSS: signed or not, good or not, by our default policy (SHA-1 is no longer good). */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'thunderbird-smime');
  const trust: TrustContext = {
    anchors: [new TextDecoder().decode(readBytes(folder, 'smime', 'TestCA.pem'))],
    intermediates: [],
    crls: [],
    algorithms: { weakDigests: ['md5', 'sha1'], minRsaBits: 2048, minEcBits: 256 },
    revocationMaxAgeHours: 24 * 7,
    judgedAt: '2026-06-01T00:00:00.000Z' as IsoTime,
    judgedBy: 'now',
  };
  const tally = new CorpusTally('thunderbird-smime', readKnown('known-thunderbird-smime.json'));
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const file = row['file'] ?? '';
    const raw = readBytes(folder, file);
    const { signatures } = await verifyLetter(raw, parseLetter(raw), trust);
    if (row['encrypted'] === 'true') {
      if (signatures.some(({ reason }) => reason === 'encrypted')) tally.skip(1, 'encrypted: the key is not ours, reported as such');
      else tally.compare(file, 'encrypted', JSON.stringify(signatures.map(({ reason }) => reason)));
      continue;
    }
    const expected = `${row['signed'] === 'true' ? 'signed' : 'unsigned'} ${row['sig_good_default'] === 'true' ? 'good' : 'not good'}`;
    tally.compare(file, expected, `${signatures.length === 0 ? 'unsigned' : 'signed'} ${signatures.length > 0 && signatures.every(isGood) ? 'good' : 'not good'}`);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
