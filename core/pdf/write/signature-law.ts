import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { dictionaryOf, documentNodes, itemsOf, nameOf, numberOf } from '../change-nodes';
import { findSignatures } from '../find-signatures';
import { laterChanges } from '../later-changes';
import { openPdf } from '../open-pdf';
import type { PdfFile, PdfRevision, PdfSignature } from '../pdf-model';
import type { PdfDraft } from './pdf-draft';
import type { PdfWriteFailure } from './pdf-write-failure';

function isSealedByLock(revision: PdfRevision, signature: PdfSignature): boolean {
  const lock = dictionaryOf(revision, documentNodes(revision).fields.get(signature.field)?.dictionary.entries.get('Lock'));
  return lock !== null && numberOf(revision, lock.entries.get('P')) === 1;
}

/** DocMDP of the document as the catalog names it (ISO 32000-2, 12.8.2.2): 1 permits nothing. */
function certifiedBy(revision: PdfRevision): number | null {
  const catalog = dictionaryOf(revision, revision.trailer.entries.get('Root'));
  const certification = dictionaryOf(revision, dictionaryOf(revision, catalog?.entries.get('Perms'))?.entries.get('DocMDP'));
  for (const item of itemsOf(revision, certification?.entries.get('Reference'))) {
    const reference = dictionaryOf(revision, item);
    if (nameOf(revision, reference?.entries.get('TransformMethod')) === 'DocMDP') return numberOf(revision, dictionaryOf(revision, reference?.entries.get('TransformParams'))?.entries.get('P')) ?? 2;
  }
  return null;
}

/** May a signature that is there be followed by another, in a field of that name? A time-stamp locks and certifies nothing. */
export function mayBeSigned(draft: PdfDraft, fieldName: string): Result<null, PdfWriteFailure> {
  const { revision } = draft;
  if (certifiedBy(revision) === 1) return fail('certified');
  for (const signature of findSignatures(draft.file)) {
    if (signature.certification === 1 || isSealedByLock(revision, signature)) return fail('certified');
    const { locks } = signature;
    if (locks === null) continue;
    // `All` and `Exclude` lock fields that do not exist yet; a name stands for the fields below it too
    const isNamed = locks.fields.some((name) => name === fieldName || fieldName.startsWith(`${name}.`));
    if (locks.action === 'All' || (locks.action === 'Include' ? isNamed : !isNamed)) return fail('locked');
  }
  return ok(null);
}

export function isSigned(draft: PdfDraft): boolean {
  return findSignatures(draft.file).length > 0;
}

/**
 * Do all signatures that were there permit the revision that was appended? Asked of the finished bytes, by the reader that will judge them: what
 * was written wrongly is not handed out.
 */
export function keepsEarlier(before: PdfFile, bytes: Uint8Array): boolean {
  const earlier = findSignatures(before);
  if (earlier.length === 0) return true;
  const opened = openPdf(bytes);
  if (!opened.ok || opened.value.revisions.length <= before.revisions.length) return false;
  const now = findSignatures(opened.value);
  return earlier.every((signature) => {
    const same = now.find(({ value }) => value === signature.value);
    if (same === undefined || same.rangeFault !== signature.rangeFault || same.revision !== signature.revision) return false;
    return laterChanges(opened.value, same).every(({ revision, permitted }) => revision !== opened.value.revisions.length || permitted === 'yes');
  });
}
