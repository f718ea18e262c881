import { limits } from '../base/limits';
import type { Check, SignatureVerdict } from '../model/verdict';
import { findSignatures } from '../pdf/find-signatures';
import { openPdf } from '../pdf/open-pdf';
import { indexOfWord, soughtWord } from '../pdf/pdf-bytes';
import type { PdfFile, PdfSignature } from '../pdf/pdf-model';
import { securityStore } from '../pdf/security-store';
import { signedContent, signedEnd } from '../pdf/signed-revision';
import type { Certificate } from '../pki/certificate';
import type { FoundTimestamp } from '../pki/found-timestamp';
import { readCertificateDer } from '../pki/read-certificate';
import { readCrlDer } from '../pki/read-crl';
import type { RevocationList } from '../pki/read-crl';
import { hashedContent } from '../pki/verify-cms';
import type { OuterChecks, SignaturePlace } from './found-signature';
import { judgeSignature, verdictWithoutSigner } from './judge-signature';
import { pdfCoverage } from './pdf-coverage';
import { derOf, pdfSigner } from './pdf-signer';
import type { OpenedTrust, TrustContext } from './trust-context';

type Place = Omit<SignaturePlace, 'kind'>;

const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });
const byteRange = soughtWord('/ByteRange');

interface StoredEvidence {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly ocsps: readonly Uint8Array[];
}

async function storedEvidence(file: PdfFile): Promise<StoredEvidence> {
  const store = securityStore(file);
  const certificates = await Promise.all(store.certificates.map(readCertificateDer));
  const lists = store.crls.map(readCrlDer);
  return { certificates: certificates.flatMap((read) => (read.ok ? [read.value] : [])), crls: lists.flatMap((read) => (read.ok ? [read.value] : [])), ocsps: store.ocsps };
}

/** Contents hashed in all are bounded: many signatures over one large file are made to cost time. */
class HashingBudget {
  private left: number = limits.pdfHashedBytes;

  constructor(private readonly bytes: Uint8Array) {}

  take(signature: PdfSignature): Uint8Array | null {
    this.left -= signedEnd(signature) ?? 0;
    return this.left < 0 ? null : signedContent(this.bytes, signature);
  }
}

/** Document time-stamps that cover a signature as it lies in the file (ETSI EN 319 142-1 5.4.2); one of unlawful ranges proves nothing. */
function covering(signature: PdfSignature, stamps: readonly (readonly [PdfSignature, FoundTimestamp])[]): readonly FoundTimestamp[] {
  const end = signedEnd(signature);
  return stamps.flatMap(([stamp, found]) => (end !== null && (signedEnd(stamp) ?? 0) > end ? [found] : []));
}

function documentStamps(signatures: readonly PdfSignature[], budget: HashingBudget): readonly (readonly [PdfSignature, FoundTimestamp])[] {
  const lawful = signatures.filter(({ isTimestamp, rangeFault }) => isTimestamp && rangeFault === null).slice(0, limits.timestampsPerSignature);
  return lawful.map((stamp) => [stamp, { kind: 'document', token: derOf(stamp.contents) ?? stamp.contents, imprinted: budget.take(stamp) }]);
}

/** Faults of the ranges that leave nothing to be verified: what is signed cannot be said. */
function unlawful({ rangeFault }: PdfSignature): string | null {
  return rangeFault === 'endsElsewhere' ? null : rangeFault;
}

/** In an encrypted file names are encrypted too. */
function namesOf({ encrypted }: PdfFile, { fieldName, field }: PdfSignature): Readonly<Record<string, string>> {
  return encrypted || field === 0 || fieldName === '' ? {} : { field: fieldName };
}

/**
 * Verdicts over every signature of a PDF, in the order of its form; empty where it carries none. Document time-stamps prove time for the
 * signatures they cover; where a file has nothing else, that is said. Never throws on content.
 */
export async function verifyPdf(bytes: Uint8Array, place: Place, trust: TrustContext, opened: OpenedTrust): Promise<readonly SignatureVerdict[]> {
  const at = (index: number): SignaturePlace => ({ ...place, kind: 'pdf', where: index === 0 ? place.where : `${place.where}#${index + 1}` });
  const read = openPdf(bytes);
  if (!read.ok) return indexOfWord(bytes, byteRange, 0, bytes.length) < 0 ? [] : [verdictWithoutSigner(at(0), failed('malformed'), trust)];
  const file = read.value;
  const all = findSignatures(file);
  const [first] = all;
  if (first === undefined) return [];
  const budget = new HashingBudget(bytes);
  const stamps = documentStamps(all, budget);
  const signatures = all.filter((signature) => !signature.isTimestamp || unlawful(signature) !== null);
  if (signatures.length === 0) return [{ ...verdictWithoutSigner(at(0), notChecked('onlyTimestamp'), trust), extent: pdfCoverage(file, first).extent }];
  const stored = await storedEvidence(file);
  const verdicts: SignatureVerdict[] = [];
  for (const signature of signatures) verdicts.push(await verifyOne(file, signature, at(verdicts.length), { stored, budget, timestamps: covering(signature, stamps) }, trust, opened));
  return verdicts;
}

interface Around {
  readonly stored: StoredEvidence;
  readonly budget: HashingBudget;
  readonly timestamps: readonly FoundTimestamp[];
}

async function verifyOne(file: PdfFile, signature: PdfSignature, place: SignaturePlace, { stored, budget, timestamps }: Around, trust: TrustContext, opened: OpenedTrust): Promise<SignatureVerdict> {
  const { coverage, extent } = pdfCoverage(file, signature);
  const names = namesOf(file, signature);
  const unsigned = (integrity: Check): SignatureVerdict => ({ ...verdictWithoutSigner(place, integrity, trust, names), extent });
  const fault = unlawful(signature);
  if (fault !== null) return unsigned(failed(fault));
  const content = budget.take(signature);
  if (content === null) return unsigned(notChecked('tooMuch'));
  const signer = await pdfSigner(signature, hashedContent(content), [...stored.certificates, ...opened.intermediates]);
  if (!('result' in signer)) return unsigned(signer);
  const { result, extras } = signer;
  const outer: OuterChecks = { coverage, extent, names, binding: () => notChecked('document') };
  return judgeSignature(
    {
      place,
      result,
      certificates: [...extras.certificates, ...stored.certificates],
      crls: [...extras.crls, ...stored.crls],
      ocsps: [...extras.ocsps, ...stored.ocsps],
      timestamps: [...extras.timestamps, ...timestamps],
      outer,
    },
    trust,
    opened,
  );
}
