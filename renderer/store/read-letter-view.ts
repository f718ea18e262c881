import { isSenderRefuted, whyUnanswered } from '../../core/acknowledge/decide-from-journal';
import { letterBasis } from '../../core/correct/letter-basis';
import { directoryOf } from '../../core/correct/find-sender';
import { showLetter, type ShownLetter } from '../../core/correct/show-letter';
import { coreVersion } from '../../core/facts/core-version';
import { keyWord, noEvidence, type Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import { shownLetter } from '../../core/fold/seen-letter';
import type { OcrFacts, StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { LetterId, PartId } from '../../core/model/ids';
import type { Receipt, ReceiptKind } from '../../core/model/receipt';
import type { LetterVerdict } from '../../core/model/verdict';
import { bindDocuments } from '../../core/verify/bind-document';
import { documentVerdicts } from '../../core/verify/document-verdicts';
import { mayRegister } from '../../core/verify/may-register';
import type { LetterView } from './letter-view';
import type { SealedStore } from './sealed-store';
import type { Taught } from './taught';

/** before a letter is read nothing is said of who sent it */
const untouched: LetterState['desk'] = { registered: null, refused: null, progress: [] };
const notRead: Omit<ShownLetter, 'documents'> = {
  sender: { unitId: null, unit: '', unitKey: '', known: false, clues: [], conflicts: [] }, officialness: { level: 'unproven', reasons: [] }, secret: false,
};

/** All that is derived about one letter; its documents and sender as its row shows them. Null: no such letter. */
export async function readLetterView(store: SealedStore, taught: Taught, letterId: LetterId): Promise<LetterView | null> {
  const { state, facts } = store;
  const [letter, one, two, ocr, verdict, evidence, knowledge] = await Promise.all([
    store.read<LetterState>(state.letters, letterId),
    store.read<StageOneFacts>(facts.one, letterId),
    store.read<StageTwoFacts>(facts.two, letterId),
    store.read<OcrFacts>(facts.ocr, letterId),
    store.read<LetterVerdict>(state.verdicts, letterId),
    store.readMeta<Evidence>('evidence'),
    taught.read(),
  ]);
  if (!letter) return null;
  const { kept, acts, damaged, acceptance } = letter;
  // what an older version made of it has another shape: soon it is made anew
  // and of an encrypted letter what was read with other keys than those of today
  const stageOne = one?.coreVersion === coreVersion && (one.keys === undefined || one.keys === keyWord(evidence ?? noEvidence)) ? one : null;
  const stageTwo = two?.coreVersion === coreVersion && two.keys === stageOne?.keys ? two : null;
  const seen = shownLetter(letter, evidence?.folders[kept.accountId] ?? []);
  const basis = stageOne === null ? null : letterBasis({ one: stageOne, two: stageTwo, verdict }, kept, evidence?.accounts[kept.accountId] ?? null);
  const sources = stageTwo?.sources ?? stageOne?.sources ?? [];
  const shown = basis === null ? null : showLetter(letterId, basis, knowledge, evidence?.policy ?? null, sources);
  const documents = shown?.documents.map(({ document }) => document) ?? [];
  const shownVerdict = verdict === null ? null : bindDocuments(verdict, documents, directoryOf(knowledge.units));
  const pictures = stageTwo?.pictures ?? [];
  return {
    ...notRead, ...shown, documents: shown?.documents ?? null,
    kept, acts, damaged, acceptance, seen, stageOne, stageTwo, ocr,
    verdict: shownVerdict,
    signed: documentVerdicts({ signatures: shownVerdict?.signatures ?? [], pictures }, (part, member) => nameOf(part, member, stageOne)),
    mayRegister: mayRegister({ verdict: shownVerdict, origins: documents.map(({ origin }) => origin), digest: kept.digest, acceptance }),
    gone: seen.gone,
    exchange: evidence?.policy?.exchange ?? [],
    // folded by an older version, until it is folded anew
    desk: (letter as Partial<LetterState>).desk ?? untouched,
    receipts: receiptsOf(letter),
    senderRefuted: stageOne !== null && evidence !== null && isSenderRefuted(letter, stageOne, evidence),
    unanswered: stageOne === null || evidence === null ? null : whyUnanswered(letter, stageOne, evidence),
  };
}

function nameOf(part: PartId, member: string | null, one: StageOneFacts | null): string | null {
  return member?.slice(member.lastIndexOf('/') + 1) ?? one?.attachments.find((attachment) => attachment.part === part)?.name ?? null;
}

function receiptsOf(letter: LetterState): readonly Receipt[] {
  return (Object.entries(letter.receipts) as [ReceiptKind, Receipt['history']][]).map(([kind, history]) => ({ letterId: letter.kept.letterId, kind, history }));
}
