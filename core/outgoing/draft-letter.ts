import { readAddress } from '../acknowledge/mail-address';
import type { Addressee, KeptDraft } from '../model/draft';
import type { Mailbox } from '../model/letter';
import { joinBytes } from '../pki/der';
import { boundaryOf, composeEntity } from './compose-entity';
import { composeHeader } from './compose-header';
import type { FileToSend } from './file-part';

/**
 * May a copy of the draft lie in a mailbox? Not where it is stamped secret (a state secret has no place there, Luật 117/2025/QH15), nor where it is to be
 * encrypted: the server would have it in the clear.
 */
export function mayLieInMailbox({ draft }: Pick<KeptDraft, 'draft'>): boolean {
  return draft.document?.secrecy == null && !draft.encrypt;
}

/**
 * The draft as a plain letter for the Drafts folder, neither signed nor asked a receipt for; null where nobody could have written it (From is no address).
 * The same save gives the same bytes, so that nobody has to put there what is there already. What is typed of an address and is none yet is left out.
 */
export function draftLetter({ draft, savedAt }: Pick<KeptDraft, 'draft' | 'savedAt'>, from: Mailbox, files: readonly FileToSend[]): Uint8Array | null {
  const domain = readAddress(from.address)?.domain;
  if (domain === undefined) return null;
  const moment = Date.parse(savedAt).toString(16).padStart(16, '0');
  const { answers } = draft;
  const header = composeHeader({
    from, to: written(draft.to), cc: written(draft.cc), subject: draft.subject, now: savedAt, messageId: `<draft.${draft.draftId}.${moment}@${domain}>`,
    inReplyTo: answers === null || answers.how === 'forward' ? null : answers.messageId, references: answers?.references ?? [], wantsMdn: false, urgent: false,
  });
  return joinBytes([new TextEncoder().encode(header), composeEntity({ body: draft.body, files, boundary: boundaryOf(`${draft.draftId}${moment}`) })]);
}

function written(addressees: readonly Addressee[]): readonly Mailbox[] {
  return addressees.filter(({ address }) => readAddress(address) !== null).map(({ name, address }) => ({ name, address }));
}
