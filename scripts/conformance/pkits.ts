import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseLetter } from '../../core/letter/parse-letter';
import type { IsoTime } from '../../core/model/ids';
import type { SignatureVerdict } from '../../core/model/verdict';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { TrustContext } from '../../core/verify/trust-context';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { base64Of, readBytes, readTable } from './read-table';

const hoursInAYear = 24 * 366;

function contextOf(folder: string, crls: readonly string[]): TrustContext {
  return {
    anchors: [base64Of(readBytes(folder, 'certs', 'TrustAnchorRootCertificate.crt'))],
    intermediates: [],
    crls,
    algorithms: { weakDigests: ['md5', 'sha1'], minRsaBits: 2048, minEcBits: 256 },
    // the suite's lists are of 2010 and valid to 2030; age is policy, not what it measures
    revocationMaxAgeHours: 30 * hoursInAYear,
    judgedAt: '2020-01-01T00:00:00.000Z' as IsoTime,
    judgedBy: 'now',
  };
}

function pathAnswer({ checks }: SignatureVerdict): string {
  const states = [checks.path, checks.time, checks.revocation];
  const bad = states.find((check) => check.state !== 'passed');
  return bad === undefined ? 'VALID' : `INVALID (${bad.why ?? ''})`;
}

async function verdictOf(folder: string, eml: string, trust: TrustContext): Promise<SignatureVerdict | null> {
  const raw = readBytes(folder, 'smime', eml);
  const { signatures } = await verifyLetter(raw, parseLetter(raw), trust);
  return signatures[0] ?? null;
}

/** NIST PKITS as signed mail: signature and path of every row, lists from the mail or the suite's folder. */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'pkits');
  const lists = readdirSync(join(folder, 'crls')).map((name) => base64Of(readBytes(folder, 'crls', name)));
  const trust = contextOf(folder, lists);
  const tally = new CorpusTally('pkits', readKnown('known-pkits.json'));
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const eml = row['eml'] ?? '';
    const verdict = await verdictOf(folder, eml, trust);
    const signature = verdict?.checks.integrity.state === 'passed' ? 'VALID' : 'INVALID';
    const path = verdict === null ? 'no signature found' : pathAnswer(verdict);
    const expected = `${row['expected_cms_signature']} ${row['expected_path_default_policy']}`;
    const got = `${signature} ${path}`;
    tally.compare(eml, expected, got.startsWith(expected) ? expected : got);
  }
  return tally.result();
}

/**
 * The same letters with every list withheld, those inside the mail too: nothing may come out valid, and
 * what only revocation decides must be unknown.
 */
export async function runWithoutRevocation(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'pkits');
  const trust = contextOf(folder, []);
  const tally = new CorpusTally('pkits without revocation data', readKnown('known-pkits-offline.json'));
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const eml = row['eml'] ?? '';
    const verdict = await verdictOf(folder, eml, { ...trust, embeddedRevocation: false });
    const valid = verdict !== null && pathAnswer(verdict) === 'VALID';
    const unknown = verdict?.checks.path.state === 'passed' && verdict.checks.time.state === 'passed';
    const decidedByRevocation = /Revo|Revinfo/.test(row['expected_class'] ?? '') || row['expected_path_default_policy'] === 'VALID';
    const got = valid ? 'valid' : unknown ? 'unknown' : 'invalid path';
    const expected = decidedByRevocation ? 'unknown' : 'invalid path';
    tally.compare(eml, expected, got);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
await runAsScript(import.meta.url, runWithoutRevocation);
