import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseLetter } from '../../core/letter/parse-letter';
import type { IsoTime } from '../../core/model/ids';
import type { SignatureVerdict } from '../../core/model/verdict';
import { verifyCmsFile } from '../../core/verify/verify-cms-file';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { TrustContext } from '../../core/verify/trust-context';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { base64Of, readBytes, readTable } from './read-table';

async function signaturesOf(folder: string, row: Readonly<Record<string, string>>, trust: TrustContext): Promise<readonly SignatureVerdict[]> {
  const file = row['file'] ?? '';
  const bytes = readBytes(folder, file);
  if (row['inform'] === 'SMIME') return (await verifyLetter(bytes, parseLetter(bytes), trust)).signatures;
  const content = row['content'] ?? '';
  const contents = content === '' ? [] : [readBytes(folder, content)];
  return (await verifyCmsFile(bytes, contents, { where: file, part: null, member: null, kind: 'cms' }, trust)).signatures;
}

/** What the verdicts amount to in the table's words. */
function answerOf(signatures: readonly SignatureVerdict[]): string {
  const [first] = signatures;
  if (first === undefined) return 'NO SIGNATURE';
  const { integrity, path } = first.checks;
  if (integrity.state === 'notChecked') return integrity.why === 'unsupportedAlgorithm' ? 'REFUSED' : 'NOT_SIGNED_DATA';
  return integrity.state === 'failed' ? 'INVALID' : `CMS_VALID, ${path.state === 'passed' ? 'PATH_VALID' : 'PATH_INVALID'}`;
}

const acceptable: Readonly<Record<string, readonly string[]>> = {
  INVALID: ['INVALID', 'REFUSED'],
  // reaching an answer at all is what is asked; it must not be a good one
  NO_CRASH: ['INVALID', 'REFUSED', 'NOT_SIGNED_DATA', 'NO SIGNATURE'],
  NOT_SIGNED_DATA: ['NOT_SIGNED_DATA', 'NO SIGNATURE'],
};

/** Malformed CMS objects of OpenSSL's test suite. */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'openssl-cms');
  const tally = new CorpusTally('openssl-cms', readKnown('known-openssl-cms.json'));
  const root = join(corporaDir, 'pkits', 'certs', 'TrustAnchorRootCertificate.crt');
  const trust: TrustContext = {
    anchors: existsSync(root) ? [base64Of(readBytes(root))] : [],
    intermediates: [],
    crls: [],
    algorithms: { weakDigests: ['md5', 'sha1'], minRsaBits: 2048, minEcBits: 256 },
    revocationMaxAgeHours: 30 * 24 * 366,
    judgedAt: '2020-01-01T00:00:00.000Z' as IsoTime,
    judgedBy: 'now',
  };
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const expected = row['expected'] ?? '';
    const got = answerOf(await signaturesOf(folder, row, trust));
    tally.compare(row['file'] ?? '', expected, acceptable[expected]?.includes(got) === true ? expected : got);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
