import { existsSync } from 'node:fs';
import { run as charsets } from './charset-vn-th';
import { lineOf, type CorpusResult } from './corpus-result';
import { run as kdeSmime } from './kde-smime';
import { run as mailParser } from './mail-parser';
import { run as officialDocs } from './official-docs';
import { run as ooxmlPoi } from './ooxml-poi';
import { run as opensslCms } from './openssl-cms';
import { run as pdfLo } from './pdf-lo';
import { run as pkits, runWithoutRevocation } from './pkits';
import { run as pkitsPolicies } from './pkits-policies';
import { run as headers } from './tb-mime-headers';
import { run as thunderbirdSmime } from './thunderbird-smime';

const suites: readonly ((folder: string) => Promise<CorpusResult>)[] = [
  charsets, mailParser, headers, opensslCms, pkits, runWithoutRevocation, pkitsPolicies, thunderbirdSmime, kdeSmime, pdfLo, ooxmlPoi,
];

/** Suites of the corpora that belong to rooms not built yet. */
const notRun = ['dompurify', 'html-leaks'];

const folder = process.argv[2] ?? '../shared/corpora';
if (!existsSync(folder)) {
  process.stdout.write(`no corpora at ${folder}: give their folder as the first argument\n`);
} else {
  let fresh = 0;
  for (const suite of suites) {
    const result = await suite(folder);
    fresh += result.misses.filter((miss) => miss.known === null).length;
    process.stdout.write(`${lineOf(result)}\n`);
  }
  // labelled by reading: measured as figures per field, not as agreement (npm run bench:recognise)
  const documents = await officialDocs(folder);
  const fields = documents.agree + documents.disagree + documents.skipped;
  process.stdout.write(`${documents.corpus} (fields): ${fields}, ${documents.agree}, ${documents.disagree}, ${documents.skipped} (not labelled)\n`);
  for (const name of notRun) process.stdout.write(`${name}: not run by this version\n`);
  process.stdout.write(fresh === 0 ? 'no disagreement that is not written down\n' : `${fresh} disagreements that are not written down\n`);
  process.exitCode = fresh === 0 ? 0 : 1;
}
