import type { Draft } from '../../core/model/draft';

/** The bridge's schema knows mutable arrays only. */
export function draftInput(draft: Draft) {
  const people = (list: Draft['to']) => list.map((one) => ({ ...one }));
  return {
    ...draft, to: people(draft.to), cc: people(draft.cc), bcc: people(draft.bcc), files: draft.files.map((file) => ({ ...file, signedBy: file.signedBy.map((one) => ({ ...one })) })),
    document: draft.document === null ? null : { ...draft.document, placesOfReceipt: [...draft.document.placesOfReceipt] },
    answers: draft.answers === null ? null : { ...draft.answers, references: [...draft.answers.references] },
  };
}
