import type { Draft, DraftDocument } from '../model/draft';
import type { AccountId, DraftId } from '../model/ids';

/** 16 hex digits, random. */
export function randomDraftId(): DraftId {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('') as DraftId;
}

/** A letter in which nothing stands yet. */
export function newDraft(draftId: DraftId, accountId: AccountId): Draft {
  return {
    draftId, accountId, to: [], cc: [], bcc: [], separately: false, subject: '', body: '', files: [], document: null, template: null, answers: null,
    wants: { mdn: false, dsn: false, answerBy: null }, signWith: null, encrypt: false, sendAt: null,
  };
}

export function newDocument(typeCode: string): DraftDocument {
  return { typeCode, registerId: null, number: null, summary: '', signer: { name: '', title: '' }, urgency: null, secrecy: null, placesOfReceipt: [], copies: 1, note: '' };
}
