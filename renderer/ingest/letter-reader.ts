import { limits } from '../../core/base/limits';
import { closedFiles, closedLetter, notVerified, wholeLetter } from '../../core/facts/closed-letter';
import { filesToVerify } from '../../core/facts/files-to-verify';
import { KeptMembers } from '../../core/facts/kept-members';
import { openContent, type LetterContent } from '../../core/facts/open-content';
import { receiptAsks } from '../../core/facts/receipt-asks';
import { rememberingDesk } from '../../core/pki/remembering-desk';
import { receivedFiles } from '../../core/facts/received-files';
import { stageOne } from '../../core/facts/stage-one';
import { stageTwo } from '../../core/facts/stage-two';
import { ocrVersion } from '../../core/extract/ocr/ocr-version';
import { keyWord, type Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import { parseLetter } from '../../core/letter/parse-letter';
import type { OcrFacts, StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { LetterId } from '../../core/model/ids';
import type { ReceivedFile } from '../../core/model/receipt';
import type { LetterVerdict } from '../../core/model/verdict';
import type { KeyDesk } from '../../core/pki/key-desk';
import type { EvidenceName } from '../../core/verify/asked-evidence';
import type { SealedStore } from '../store/sealed-store';
import type { IngestParts } from './ingest-parts';
import { judgeLetter } from './judge-letter';
import type { OpenLetters } from './open-letters';
import { OwnKeys } from './own-keys';
import { TrustDesk } from './trust-context';

type ReaderParts = Pick<IngestParts, 'ask' | 'busy' | 'fetchLetter' | 'fetchEvidence' | 'tools' | 'dropTools' | 'verifyFile'>;

/** A letter's verdict, and what its signatures asked for on the way to it. */
export interface JudgedLetter {
  readonly verdict: LetterVerdict;
  readonly asked: readonly EvidenceName[];
}

export interface SecondReading {
  readonly two: StageTwoFacts;
  readonly isSigned: boolean;
  /** null: not signed, or there is no policy to judge by yet */
  readonly judged: JudgedLetter | null;
}

/** Opens letters, one at a time and with care: whatever a letter does, it costs itself and not the letters behind it. */
export class LetterReader {
  private readonly trust: TrustDesk;
  private readonly keys: OwnKeys;

  constructor(private readonly parts: ReaderParts, private readonly open: OpenLetters) {
    this.trust = new TrustDesk(parts.fetchEvidence);
    this.keys = new OwnKeys(parts.ask);
  }

  /** First stage; null where the vault has no letter that opens. */
  async first(id: LetterId, state: LetterState, evidence: Evidence): Promise<StageOneFacts | null> {
    if (this.open.isSuspect(id)) {
      if (isGivenUp(state)) return closedLetter();
      await this.open.attempt(id, [wholeLetter]);
    }
    this.parts.busy(id);
    const raw = await this.parts.fetchLetter(id);
    const one = raw ? await this.list(raw, evidence).catch(closedLetter) : null;
    this.parts.busy(null);
    await this.open.survived(id);
    return one;
  }

  /** As a person reads it: with our keys, where it is encrypted for one. */
  async openContent(raw: Uint8Array, evidence: Evidence): Promise<LetterContent> {
    return openContent(raw, await this.keys.desk(evidence));
  }

  /** Digests of its attachments as they arrived; none where that cannot be told. A letter that ended a worker before is not looked at for it. */
  async files(id: LetterId, state: LetterState, one: StageOneFacts, evidence: Evidence): Promise<readonly ReceivedFile[]> {
    if (one.attachments.length === 0 || this.open.isSuspect(id) || isGivenUp(state)) return [];
    this.parts.busy(id);
    const raw = await this.parts.fetchLetter(id);
    const files = raw ? await this.openContent(raw, evidence).then(receivedFiles).catch(() => []) : [];
    this.parts.busy(null);
    return files;
  }

  private async list(raw: Uint8Array, evidence: Evidence): Promise<StageOneFacts> {
    const own = await this.keys.desk(evidence);
    const desk = own === null ? null : rememberingDesk(own);
    const content = await openContent(raw, desk);
    const one = await stageOne(raw, content);
    const asks = one.signed ? await receiptAsks(raw, desk) : [];
    return { ...one, ...(asks.length === 0 ? {} : { asks }), ...(isEncrypted(content) ? { keys: keyWord(evidence) } : {}) };
  }

  /** Second stage: attachments (unless they were read before), then signatures. Null where the vault has no letter that opens. */
  async second(
    store: SealedStore, id: LetterId, state: LetterState, evidence: Evidence,
    known: { readonly one: StageOneFacts; readonly two: StageTwoFacts | null; readonly verified: boolean },
  ): Promise<SecondReading | null> {
    this.parts.busy(id);
    const raw = await this.parts.fetchLetter(id);
    if (!raw) {
      this.parts.busy(null);
      return null;
    }
    const desk = await this.keys.desk(evidence);
    const isWatched = known.one.signed && !isGivenUp(state);
    const isCounted = isWatched && this.open.isSuspect(id);
    if (isCounted) await this.open.attempt(id, [wholeLetter]);
    else if (isWatched) await this.open.mark(store, [id]);
    this.parts.busy(id);
    // signatures and encryptions around a letter are hostile input as well; what lies in them was looked at before, but not with the memory of today
    const content = known.one.signed && isGivenUp(state) ? null : await openContent(raw, desk).catch(() => null);
    if (content === null) {
      const two = known.two ?? closedFiles(known.one);
      await store.facts.two.put(await store.seal('two', id, two));
      this.parts.busy(null);
      await this.open.survived(id);
      return { two, isSigned: known.one.signed, judged: known.one.signed ? gaveUp : null };
    }
    const members = new KeptMembers();
    const two = known.two ?? (await this.readAttachments(store, id, state, content, { members, keys: known.one.keys }));
    const isSigned = known.one.signed || two.attachments.some((each) => each.signaturePresent !== null || each.members.some((member) => member.signaturePresent !== null));
    const isFirst = known.two === null || !known.verified;
    const judged = isSigned ? await this.judge(store, id, state, { isFirst, isCounted }, () => this.verify({ raw, content, two, desk, members }, state, evidence)) : null;
    this.parts.busy(null);
    await this.open.survived(id);
    return { two, isSigned, judged };
  }

  /** The attempt is on disk before a part is opened. */
  private async readAttachments(
    store: SealedStore, id: LetterId, state: LetterState, content: LetterContent, { members, keys }: { readonly members: KeptMembers; readonly keys: string | undefined },
  ): Promise<StageTwoFacts> {
    const parts = content.parsed.attachments.map((attachment) => attachment.part);
    const skip = new Set(parts.filter((part) => (state.attempts[part] ?? 0) >= limits.ingestAttempts));
    await this.open.attempt(id, parts.filter((part) => !skip.has(part)));
    this.parts.busy(id);
    const tools = await this.parts.tools();
    // pictures that an older version read are not read again
    const known = await store.read<OcrFacts>(store.facts.ocr, id);
    const ocr = known?.ocrVersion === ocrVersion ? known : null;
    const read = await stageTwo({ content, tools, skip, ocr, kept: members }).catch(() => stageTwo({ content, tools, skip: new Set(parts), ocr }));
    const two = keys === undefined ? read : { ...read, keys };
    if (two.problems.some((problem) => problem.code === 'pdfEngineFailed')) this.parts.dropTools?.();
    await store.facts.two.put(await store.seal('two', id, two));
    return two;
  }

  /** Certificates are hostile input like any other: what died here twice is not looked at again, and said to be unchecked. */
  private async judge(store: SealedStore, id: LetterId, state: LetterState, { isFirst, isCounted }: { readonly isFirst: boolean; readonly isCounted: boolean }, verify: () => Promise<JudgedLetter | null>): Promise<JudgedLetter | null> {
    if (isGivenUp(state)) return gaveUp;
    // one death is one attempt
    if (!isCounted && (isFirst || this.open.isSuspect(id))) await this.open.attempt(id, [wholeLetter]);
    else if (!isCounted) await this.open.mark(store, [id]);
    this.parts.busy(id);
    return verify().catch(() => gaveUp);
  }

  private async verify(
    { raw, content, two, desk, members }: { readonly raw: Uint8Array; readonly content: LetterContent; readonly two: StageTwoFacts; readonly desk: KeyDesk | null; readonly members: KeptMembers },
    { kept }: LetterState, evidence: Evidence,
  ): Promise<JudgedLetter | null> {
    const files = await filesToVerify(content, two, await this.parts.tools(), members);
    const parsed = content.wrapped ? parseLetter(raw) : content.parsed;
    const { verifyFile } = this.parts;
    return judgeLetter({ raw, parsed, files, desk, two, ...(verifyFile === undefined ? {} : { verifyFile }) }, kept, evidence, this.trust);
  }
}

const gaveUp: JudgedLetter = { verdict: notVerified, asked: [] };

function isGivenUp(state: LetterState): boolean {
  return (state.attempts[wholeLetter] ?? 0) >= limits.ingestAttempts;
}

/** Was it opened with a key, or would another key have opened more of it? */
function isEncrypted({ decrypted, parsed }: LetterContent): boolean {
  return decrypted !== null || parsed.problems.some(({ code }) => /^encrypted(?:NoKey|Failed|Unsupported|TooLarge)$/.test(code));
}
