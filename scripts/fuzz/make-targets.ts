import { unzipSync, zipSync } from 'fflate';
import { Allowance } from '../../core/extract/archives/allowance';
import { walkArchive } from '../../core/extract/archives/walk-archive';
import { openContent } from '../../core/facts/open-content';
import { stageOne } from '../../core/facts/stage-one';
import { parseLetter } from '../../core/letter/parse-letter';
import { readCms } from '../../core/pki/read-cms';
import { trustIn } from '../../core/verify/fixtures/trust-in';
import { openTrust } from '../../core/verify/trust-context';
import { verifyCmsFile } from '../../core/verify/verify-cms-file';
import { verifyLetter } from '../../core/verify/verify-letter';
import { verifyOoxml } from '../../core/verify/verify-ooxml';
import { verifyPdf } from '../../core/verify/verify-pdf';
import { verifyXml } from '../../core/verify/verify-xml';
import type { TestCa } from '../test-ca.mjs';
import type { Dice } from './dice';
import { mutateBytes } from './mutate-bytes';
import { mutateDer } from './mutate-der';
import { makeSeeds } from './make-seeds';
import { shownTarget } from './shown-target';
import type { FuzzTarget } from './target';
import { mimeWords, pdfWords, xmlWords } from './words';

const place = { where: 'fuzz', part: null, member: null } as const;
/** ZIP alone is fuzzed: RAR and 7z run in an engine of their own inside WebAssembly */
const noEngine = { archives: () => Promise.resolve(null) };

const mostMemberBytes = 1_000_000;

class Forged extends Error {}

/** Entry points that read what strangers send, each with seeds that pass and with what must never pass. */
export async function makeTargets(ca: TestCa): Promise<readonly FuzzTarget[]> {
  const trust = trustIn(ca, { intermediates: [ca.intermediatePem], revocationMaxAgeHours: null });
  const opened = await openTrust(trust);
  const seeds = await makeSeeds(ca);
  return [
    {
      name: 'mime', seeds: seeds.letters, mutate: (dice, bytes) => mutateBytes(dice, bytes, seeds.letters, mimeWords),
      async run(bytes) {
        const content = await openContent(bytes);
        const one = await stageOne(bytes, content);
        const verdict = await verifyLetter(bytes, parseLetter(bytes), trust);
        const text = plain(one.text?.text ?? '');
        if (verdict.verdict === 'passed' && verdict.unsignedParts.length === 0 && text !== '' && !seeds.texts.has(text)) throw new Forged('another text than the signed one passed');
      },
    },
    {
      name: 'cms', seeds: seeds.signatures, mutate: (dice, bytes) => mutateDer(dice, bytes, seeds.signatures),
      async run(bytes) {
        await readCms(bytes);
        const { signatures } = await verifyCmsFile(bytes, [seeds.otherContent], { ...place, kind: 'cms' }, trust);
        if (signatures.some(({ verdict }) => verdict === 'passed')) throw new Forged('a signature passed over content it was not made for');
      },
    },
    {
      name: 'pdf', seeds: seeds.pdfs, mutate: (dice, bytes) => mutateBytes(dice, bytes, seeds.pdfs, pdfWords),
      async run(bytes) {
        for (const { verdict, extent } of await verifyPdf(bytes, place, trust, opened)) {
          const signedBytes = withoutSignatures(bytes.subarray(0, extent?.prefixBytes ?? bytes.length));
          if (verdict === 'passed' && !seeds.pdfs.some((seed) => withoutSignatures(seed).startsWith(signedBytes))) throw new Forged('a revision that nobody signed passed');
        }
      },
    },
    {
      name: 'zip', seeds: seeds.packages, mutate: (dice, bytes) => mutatePackage(dice, bytes, seeds.packages),
      async run(bytes) {
        for await (const found of walkArchive({ bytes, name: 'fuzz.zip', tools: noEngine, allowance: new Allowance(), refuse: () => null })) if (found.kind === 'file' && found.path === '') throw new Error('a file without a name');
        for (const { verdict } of await verifyOoxml(bytes, place, trust, opened)) {
          if (verdict === 'passed' && !seeds.isSignedPackage(bytes)) throw new Forged('a document that nobody signed passed');
        }
      },
    },
    {
      name: 'xml', seeds: seeds.xmls, mutate: (dice, bytes) => mutateBytes(dice, bytes, seeds.xmls, xmlWords),
      async run(bytes) {
        for (const { verdict } of await verifyXml(bytes, place, trust, opened)) {
          if (verdict === 'passed' && !seeds.isSignedXml(bytes)) throw new Forged('an XML file that nobody signed passed');
        }
      },
    },
    await shownTarget(),
  ];
}

/** Text without what mail is allowed to change on its way. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** The gap of a signature may hold what it likes as long as a signature can be read from it. */
function withoutSignatures(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString('latin1').replaceAll(/\/Contents <[^>]*>/g, '/Contents <>');
}

/** The container's own bytes, or one of its files as text of its format: packed again, so that its reader is reached. */
function mutatePackage(dice: Dice, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  if (dice.chance(0.4)) return mutateBytes(dice, bytes, others, ['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', '\xff\xff\xff\xff']);
  try {
    // the packer's own reader believes the sizes it is told
    const files = unzipSync(bytes, { filter: ({ originalSize }) => originalSize < mostMemberBytes });
    const name = dice.pick(Object.keys(files));
    const changed = mutateBytes(dice, files[name] ?? new Uint8Array(), Object.values(files), xmlWords);
    return zipSync(dice.chance(0.1) ? { ...files, [name.toUpperCase()]: changed } : { ...files, [name]: changed }, { level: dice.chance(0.5) ? 0 : 6 });
  } catch {
    // an earlier change broke the container
    return mutateBytes(dice, bytes, others, []);
  }
}
