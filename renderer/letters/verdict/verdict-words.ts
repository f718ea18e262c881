import type { LetterVerdict, SignaturePicture, SignatureVerdict } from '../../../core/model/verdict';
import type { DocumentVerdict } from '../../../core/verify/document-verdicts';
import type { Tone } from '../../ui/tone';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';
import { signatureSentences } from './signature-words';
import type { Fetching } from './signature-words';
import { rolesWords } from './signer-roles';
import { toneOfVerdict } from './verdict-tone';

export interface VerdictWords {
  readonly tone: Tone;
  readonly headline: Words;
  readonly sentences: readonly Words[];
}

/** What the sentences of a letter depend on beside its verdict. */
export interface VerdictScene {
  readonly fetching?: Fetching;
  /** what a person calls the file a signature is on; absent: files are not named */
  readonly nameOf?: (signature: SignatureVerdict) => string;
  /** what a person calls what nobody signed, see `unsignedNames`; absent: parts are counted */
  readonly unsigned?: readonly string[];
  /** the letter document by document */
  readonly signed?: readonly DocumentVerdict[];
  /** of seals and handwriting */
  readonly pictures?: readonly SignaturePicture[];
}

/** unsigned parts that the sentence names; more are counted, and named in the details */
const namedMost = 2;

/** The signature the letter's verdict was taken from: the first that says the same. */
export function decidingSignature(verdict: LetterVerdict): SignatureVerdict | null {
  return verdict.signatures.find((one) => one.verdict === verdict.verdict && one.reason === verdict.reason) ?? verdict.signatures[0] ?? null;
}

/** The verdict of a letter in sentences. Only what a check has established is said. */
export function verdictWords(verdict: LetterVerdict | null, looksSigned: boolean, scene: VerdictScene = {}): VerdictWords {
  if (verdict === null && looksSigned) return { tone: 'neutral', headline: words('verdictHeadline.pending'), sentences: [] };
  const signature = verdict === null ? null : decidingSignature(verdict);
  if (verdict === null || verdict.verdict === 'unsigned' || signature === null) {
    const pictures = (scene.pictures ?? verdict?.pictures ?? []).length > 0;
    return { tone: 'neutral', headline: words(pictures ? 'verdictHeadline.pictureOnly' : 'verdictHeadline.unsigned'), sentences: [] };
  }
  const named = scene.nameOf !== undefined && signature.kind !== 'smime' && ((scene.signed ?? []).length > 1 || verdict.unsignedParts.length > 0);
  return {
    tone: toneOfVerdict(verdict.verdict),
    headline: named ? words(`verdictIn.${signature.verdict}`, { name: scene.nameOf?.(signature) ?? '' }) : words(`verdictHeadline.${verdict.verdict}`),
    sentences: [
      ...signatureSentences(signature, scene.fetching),
      ...restOfLetter(verdict, signature, scene),
    ],
  };
}

function restOfLetter(verdict: LetterVerdict, deciding: SignatureVerdict, { signed = [], unsigned }: VerdictScene): readonly Words[] {
  const signatures = verdict.signatures.length;
  const document = signed.find(({ signatures }) => signatures.includes(deciding)) ?? null;
  const roles = document === null ? null : rolesWords(document);
  // "part only" has just said so
  const count = verdict.reason === 'partOnly' ? 0 : (unsigned ?? verdict.unsignedParts).length;
  const parts = unsigned === undefined || count > namedMost ? null : unsigned.join('; ');
  return [
    ...(roles === null ? [] : [roles]),
    // that both are there has just been said
    ...(signatures > 1 && !(roles?.key === 'roles.both' && signatures === 2 && verdict.verdict === 'passed') ? [words(verdict.verdict === 'passed' ? 'verdict.allPassed' : 'verdict.severalSignatures', { count: signatures })] : []),
    ...(count === 0 ? [] : [parts === null ? words('verdict.unsignedParts', { count }) : words('verdict.unsignedList', { parts })]),
  ];
}

/** One document of the letter in sentences, beside its line among the files; null where there is nothing to say of it. */
export function documentWords(document: DocumentVerdict, fetching: Fetching): VerdictWords | null {
  const deciding = document.signatures.find((one) => one.verdict === document.verdict && one.reason === document.reason) ?? document.signatures[0];
  if (document.verdict === 'unsigned' || deciding === undefined) {
    return document.pictures.length === 0 ? null : { tone: 'neutral', headline: words('verdictHeadline.pictureOnly'), sentences: [] };
  }
  const roles = rolesWords(document);
  return {
    tone: toneOfVerdict(document.verdict),
    headline: words(`verdictHeadline.${document.verdict}`),
    sentences: [...signatureSentences(deciding, fetching), ...(roles === null ? [] : [roles])],
  };
}
