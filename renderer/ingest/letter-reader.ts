import { limits } from '../../core/base/limits';
import { closedLetter, notVerified, wholeLetter } from '../../core/facts/closed-letter';
import { filesToVerify } from '../../core/facts/files-to-verify';
import { KeptMembers } from '../../core/facts/kept-members';
import { openContent, type LetterContent } from '../../core/facts/open-content';
import { stageOne } from '../../core/facts/stage-one';
import { stageTwo } from '../../core/facts/stage-two';
import { ocrVersion } from '../../core/extract/ocr/ocr-version';
import type { Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import { parseLetter } from '../../core/letter/parse-letter';
import type { OcrFacts, StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { LetterId } from '../../core/model/ids';
import type { LetterVerdict } from '../../core/model/verdict';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { SealedStore } from '../store/sealed-store';
import type { IngestParts } from './ingest-parts';
import type { OpenLetters } from './open-letters';
import { trustContextOf, type TrustMaterial } from './trust-context';

type ReaderParts = Pick<IngestParts, 'busy' | 'fetchLetter' | 'fetchEvidence' | 'tools' | 'dropTools'>;


/** Opens letters, one at a time and with care: whatever a letter does, it costs itself and not the letters behind it. */
export class LetterReader {
  private material: (TrustMaterial & { readonly seq: number }) | null = null;

  constructor(private readonly parts: ReaderParts, private readonly open: OpenLetters) {}

  /** First stage; null where the vault has no letter that opens. */
  async first(id: LetterId, state: LetterState): Promise<StageOneFacts | null> {
    if (this.open.isSuspect(id)) {
      if (isGivenUp(state)) return closedLetter();
      await this.open.attempt(id, [wholeLetter]);
    }
    this.parts.busy(id);
    const raw = await this.parts.fetchLetter(id);
    const one = raw ? await stageOne(raw).catch(closedLetter) : null;
    this.parts.busy(null);
    await this.open.survived(id);
    return one;
  }

  /** Second stage: attachments (unless they were read before), then signatures. Null where the vault has no letter that opens. */
  async second(
    store: SealedStore, id: LetterId, state: LetterState, evidence: Evidence,
    known: { readonly one: StageOneFacts; readonly two: StageTwoFacts | null; readonly verified: boolean },
  ): Promise<{ readonly two: StageTwoFacts; readonly isSigned: boolean; readonly verdict: LetterVerdict | null } | null> {
    this.parts.busy(id);
    const raw = await this.parts.fetchLetter(id);
    if (!raw) {
      this.parts.busy(null);
      return null;
    }
    const content = await openContent(raw);
    const kept = new KeptMembers();
    const two = known.two ?? (await this.readAttachments(store, id, state, content, kept));
    const isSigned = known.one.signed || two.attachments.some((each) => each.signaturePresent !== null || each.members.some((member) => member.signaturePresent !== null));
    const isFirst = known.two === null || !known.verified;
    const verdict = isSigned ? await this.judge(store, id, state, isFirst, () => this.verify(raw, content, state, evidence, two, kept)) : null;
    this.parts.busy(null);
    await this.open.survived(id);
    return { two, isSigned, verdict };
  }

  /** The attempt is on disk before a part is opened. */
  private async readAttachments(store: SealedStore, id: LetterId, state: LetterState, content: LetterContent, kept: KeptMembers): Promise<StageTwoFacts> {
    const parts = content.parsed.attachments.map((attachment) => attachment.part);
    const skip = new Set(parts.filter((part) => (state.attempts[part] ?? 0) >= limits.ingestAttempts));
    await this.open.attempt(id, parts.filter((part) => !skip.has(part)));
    this.parts.busy(id);
    const tools = await this.parts.tools();
    // pictures that an older version read are not read again
    const known = await store.read<OcrFacts>(store.facts.ocr, id);
    const ocr = known?.ocrVersion === ocrVersion ? known : null;
    const two = await stageTwo({ content, tools, skip, ocr, kept }).catch(() => stageTwo({ content, tools, skip: new Set(parts), ocr }));
    if (two.problems.some((problem) => problem.code === 'pdfEngineFailed')) this.parts.dropTools?.();
    await store.facts.two.put(await store.seal('two', id, two));
    return two;
  }

  /** Certificates are hostile input like any other: what died here twice is not looked at again, and said to be unchecked. */
  private async judge(store: SealedStore, id: LetterId, state: LetterState, isFirst: boolean, verify: () => Promise<LetterVerdict | null>): Promise<LetterVerdict | null> {
    if (isGivenUp(state)) return notVerified;
    if (isFirst || this.open.isSuspect(id)) await this.open.attempt(id, [wholeLetter]);
    else await this.open.mark(store, [id]);
    this.parts.busy(id);
    return verify().catch(() => notVerified);
  }

  private async verify(raw: Uint8Array, content: LetterContent, state: LetterState, evidence: Evidence, two: StageTwoFacts, kept: KeptMembers): Promise<LetterVerdict | null> {
    const trust = trustContextOf(evidence, state.kept, await this.trustMaterial(evidence));
    if (!trust) return null;
    const files = await filesToVerify(content, two, await this.parts.tools(), kept);
    return verifyLetter(raw, content.wrapped ? parseLetter(raw) : content.parsed, trust, files);
  }

  /** The same arrays as long as the evidence is the same: core remembers by them what it read. A list that is gone counts as none. */
  private async trustMaterial(evidence: Evidence): Promise<TrustMaterial> {
    if (this.material?.seq === evidence.seq) return this.material;
    const { policy } = evidence;
    const lists = await Promise.all((policy?.crlDigests ?? []).map((digest) => this.parts.fetchEvidence(digest)));
    this.material = {
      seq: evidence.seq,
      anchors: [...(policy?.trustAnchors ?? []), ...evidence.anchors].map((anchor) => anchor.pem),
      lists: lists.flatMap((bytes) => (bytes ? [new TextDecoder().decode(bytes)] : [])),
    };
    return this.material;
  }
}

function isGivenUp(state: LetterState): boolean {
  return (state.attempts[wholeLetter] ?? 0) >= limits.ingestAttempts;
}
