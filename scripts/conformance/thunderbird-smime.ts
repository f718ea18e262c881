import { join } from 'node:path';
import { openContent } from '../../core/facts/open-content';
import { parseLetter } from '../../core/letter/parse-letter';
import type { IsoTime } from '../../core/model/ids';
import type { SignatureVerdict } from '../../core/model/verdict';
import type { KeyDesk } from '../../core/pki/key-desk';
import { readPkcs12 } from '../../core/pki/pkcs12';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { TrustContext } from '../../core/verify/trust-context';
import { localKeyDesk } from '../desk/local-keys';
import type { LocalKey } from '../desk/local-keys';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { readBytes, readTable } from './read-table';

/** Good as Thunderbird means it: everything but revocation, for which the suite has no lists. */
function isGood(signature: SignatureVerdict): boolean {
  return signature.verdict === 'passed' || signature.reason === 'revocationUnknown';
}

const keyFiles = ['smime/Alice.p12', 'smime/Bob.p12', 'smime/Dave.p12', 'smime/Eve.p12', 'smime-interop/Fran.p12', 'smime-interop/Fran-ec.p12'];

/** The keys of everybody the letters are encrypted for. */
async function openDesk(folder: string): Promise<KeyDesk> {
  const keys: LocalKey[] = [];
  for (const file of keyFiles) {
    const read = await readPkcs12(readBytes(folder, file), 'nss');
    const certificate = read.ok ? read.value.certificates[0] : undefined;
    if (!read.ok || certificate === undefined) throw new Error(`${file} does not open`);
    keys.push({ certificate, pkcs8: read.value.pkcs8 });
  }
  return localKeyDesk(keys);
}

/** Mails made with NSS: opened with their keys or not, signed or not, good or not, by our default policy (SHA-1 is no longer good). */
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
  const desk = await openDesk(folder);
  const tally = new CorpusTally('thunderbird-smime', readKnown('known-thunderbird-smime.json'));
  for (const row of readTable(join(folder, 'expected.tsv'))) {
    const file = row['file'] ?? '';
    const raw = readBytes(folder, file);
    const content = await openContent(raw, desk);
    const { signatures } = await verifyLetter(raw, parseLetter(raw), trust, [], desk);
    const isEncrypted = row['encrypted'] === 'true';
    const text = content.parsed.text?.text ?? content.parsed.html?.text ?? '';
    const expected = `${isEncrypted ? 'opened, ' : ''}${row['signed'] === 'true' ? 'signed' : 'unsigned'} ${row['sig_good_default'] === 'true' ? 'good' : 'not good'}`;
    const opened = content.decrypted !== null && text.includes(row['check_text'] ?? '') ? 'opened, ' : 'closed, ';
    const isAllGood = signatures.length > 0 && signatures.every(isGood);
    tally.compare(file, expected, `${isEncrypted ? opened : ''}${signatures.length === 0 ? 'unsigned' : 'signed'} ${isAllGood ? 'good' : 'not good'}`);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
