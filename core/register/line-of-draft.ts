import type { Draft, DraftDocument, DraftFile } from '../model/draft';
import type { RegisterLine } from '../model/register';

export interface LineAsked {
  /** who keeps the file copy */
  readonly keeper: string;
  readonly route: 'mail' | 'paper';
}

/** The register line of a draft that has a number, with the columns of NĐ 30/2020, Appendix IV; null where it has none. */
export function lineOfDraft(draft: Draft, { keeper, route }: LineAsked): Omit<RegisterLine, 'oddities'> | null {
  const { document } = draft;
  if (document === null || document.number === null) return null;
  return {
    place: document.number.place,
    code: document.number.code,
    date: document.number.date,
    typeCode: document.typeCode,
    summary: isTopSecret(document) ? '' : document.summary,
    signer: document.signer.name,
    addressees: placesOf(draft, document),
    keeper,
    copies: document.copies,
    note: document.note,
    route,
    draftId: draft.draftId,
    files: draft.files.filter(({ role }) => role !== 'file').map(({ name, digest, signedBy }) => ({ name, digest, signers: signedBy.map(({ holder }) => holder) })),
  };
}

/** Signed by the person and by the agency, in every file that is the document itself (NĐ 30/2020, Article 5). Paper is signed with a pen. */
export function isSigned({ files }: Pick<Draft, 'files'>, route: 'mail' | 'paper'): boolean {
  const documents = files.filter(({ role }) => role === 'document');
  return route === 'paper' || (documents.length > 0 && documents.every(bearsBoth));
}

function bearsBoth({ signedBy }: DraftFile): boolean {
  return (['person', 'agency'] as const).every((part) => signedBy.some(({ role }) => role === part));
}

/** Those the message goes to, then those that "Nơi nhận" names beside them. */
function placesOf({ to, cc }: Draft, { placesOfReceipt }: DraftDocument): readonly string[] {
  const named = [...to, ...cc].map(({ name, address }) => name.trim() || address).concat(placesOfReceipt.map((place) => place.trim())).filter((place) => place !== '');
  return named.filter((place, index) => named.findIndex((other) => sameName(other, place)) === index);
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLocaleLowerCase('vi') === b.normalize('NFC').toLocaleLowerCase('vi');
}

/** The register of documents that are top secret does not tell what they are about. */
function isTopSecret({ secrecy }: DraftDocument): boolean {
  return secrecy !== null && /tuyệt mật|ลับที่สุด|rahsia besar|sangat rahasia/iu.test(secrecy.normalize('NFC'));
}
