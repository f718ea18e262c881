import { limits } from '../../core/base/limits';
import type { Evidence } from '../../core/fold/evidence';
import type { StageTwoFacts } from '../../core/model/facts';
import type { KeptLetter, ParsedLetter } from '../../core/model/letter';
import type { LetterVerdict, SignaturePicture } from '../../core/model/verdict';
import type { KeyDesk } from '../../core/pki/key-desk';
import { nameOfKept, namesOfWanted, type EvidenceName } from '../../core/verify/asked-evidence';
import { placeKey } from '../../core/verify/document-verdicts';
import { withoutSignedArchives } from '../../core/verify/signed-archives';
import type { FileToVerify, verifyFile } from '../../core/verify/verify-file';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { JudgedLetter } from './letter-reader';
import type { TrustDesk } from './trust-context';

export interface LetterToJudge {
  readonly raw: Uint8Array;
  readonly parsed: Pick<ParsedLetter, 'header' | 'root'>;
  readonly files: readonly FileToVerify[];
  readonly desk: KeyDesk | null;
  /** what was found in its documents, signed or not */
  readonly two: Pick<StageTwoFacts, 'attachments' | 'pictures'>;
  /** absent: the one that checks; others are for tests */
  readonly verifyFile?: typeof verifyFile;
}

/**
 * The verdict on a letter by the evidence at hand. It starts with what policy and people trust and takes up only what its signatures ask for, round by round (the
 * issuer of a certificate, then the issuer's list): so the same journal gives the same verdict, in whatever order letters and lists came.
 * @returns null before a policy was read
 */
export async function judgeLetter({ raw, parsed, files, desk, two, verifyFile: verify }: LetterToJudge, kept: KeptLetter, evidence: Evidence, trust: TrustDesk): Promise<JudgedLetter | null> {
  const atHand = new Set(evidence.kept.map(nameOfKept));
  let asked: ReadonlySet<EvidenceName> = new Set();
  for (let round = 1; ; round += 1) {
    const judging = await trust.judging(evidence, kept, asked);
    if (judging === null) return null;
    // what opaque signatures hold was shown already
    const { inner: _shown, ...verified } = await verifyLetter(raw, parsed, judging.trust, files, desk, verify);
    const further = verified.signatures.flatMap(({ wanted }) => wanted.flatMap(namesOfWanted)).filter((name) => !asked.has(name));
    const isLast = round === limits.evidenceRounds || !further.some((name) => atHand.has(name));
    // what is at hand and was asked for too late is not among it: the verdict does not rest on it
    const names = isLast ? further.filter((name) => !atHand.has(name)) : further;
    asked = new Set([...asked, ...names]);
    if (isLast) return { verdict: withPictures(withoutSignedArchives({ ...verified, pin: judging.pin }, two.attachments), two.pictures), asked: [...asked].sort() };
  }
}

/** A picture of a seal says something only where no signature does. */
function withPictures(verdict: LetterVerdict, pictures: readonly SignaturePicture[]): LetterVerdict {
  const signed = new Set(verdict.signatures.map(({ part, member }) => placeKey(part, member)));
  return { ...verdict, pictures: pictures.filter(({ part, member }) => !signed.has(placeKey(part, member))) };
}
