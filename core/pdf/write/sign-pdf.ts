import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { IsoTime } from '../../model/ids';
import type { SignMechanism } from '../../model/signing';
import type { PreparedSignature } from '../../outgoing/prepared-signature';
import { prepareCms } from '../../pki/sign-cms';
import { announceEtsi } from './developer-extension';
import { pictureAppearance, textAppearance } from './appearance';
import { turnOf } from './page-turn';
import { openDraft } from './pdf-draft';
import type { PdfDraft } from './pdf-draft';
import type { PdfFonts } from './pdf-fonts';
import { isPlaceable } from './pdf-place';
import type { PdfPlace } from './pdf-place';
import type { PdfWriteFailure } from './pdf-write-failure';
import { addSignatureField, freeFieldName } from './signature-field';
import type { SeenSignature } from './signature-field';
import { keepsEarlier, mayBeSigned } from './signature-law';
import { signatureDictionary, signatureSpace } from './signature-space';
import { pdfDate } from './vietnam-time';

/** What a signature is for; it decides what is seen of it (Nghị định 30/2020/NĐ-CP, annex I). */
export type SignaturePart = 'person' | 'agency' | 'annex' | 'copy';

const fieldNames: Readonly<Record<SignaturePart, string>> = { person: 'ChuKyCaNhan', agency: 'ChuKyCoQuan', annex: 'ChuKyPhuLuc', copy: 'ChuKyBanSao' };

export interface PdfSigning {
  /** certificate first, then its chain */
  readonly pem: string;
  readonly mechanism: SignMechanism;
  readonly part: SignaturePart;
  /** PNG of the handwriting (person) or of the seal (agency); null: the signature is not seen. Without effect for annex and copy */
  readonly picture: Uint8Array | null;
  /** text of an annex or a copy (see core/outgoing/signature-lines); without effect for person and agency */
  readonly lines: readonly string[];
  /** for `lines` */
  readonly fonts: PdfFonts | null;
  readonly place: PdfPlace;
  /** claimed time; it stands in /M, never in the CMS (ETSI EN 319 142-1, 6.3) */
  readonly at: IsoTime;
}

/** Handwriting and seal are pictures, annex and copy are text; nothing given: nothing is seen, which the decree leaves open for electronic documents. */
function lookOf(draft: PdfDraft, { part, picture, lines, fonts, place }: PdfSigning): Result<SeenSignature | null, PdfWriteFailure> {
  const isText = part === 'annex' || part === 'copy';
  if (isText ? lines.length === 0 : picture === null) return ok(null);
  const page = draft.page(place.page);
  if (page === null) return fail('noSuchPage');
  if (!isPlaceable(place.rect)) return fail('noRoom');
  const turn = turnOf(draft.revision, page);
  const made = isText || picture === null ? textAppearance(draft, lines, fonts, place.rect, turn) : pictureAppearance(draft, picture, place.rect, turn);
  return made.ok ? ok({ place: { page: place.page, rect: made.value.rect }, form: made.value.form }) : made;
}

/**
 * A PAdES baseline signature (ETSI EN 319 142-1, 6: B-B; B-T where `finish` is given a token) as an incremental update. Earlier bytes stay as they
 * are, earlier signatures among them, or it fails with a name.
 */
export async function preparePdfSignature(bytes: Uint8Array, signing: PdfSigning): Promise<Result<PreparedSignature, PdfWriteFailure>> {
  const opened = openDraft(bytes);
  if (!opened.ok) return opened;
  const draft = opened.value;
  const name = freeFieldName(draft, fieldNames[signing.part]);
  const allowed = mayBeSigned(draft, name);
  if (!allowed.ok) return allowed;
  const value = draft.add(signatureDictionary(`/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (${pdfDate(signing.at)})`));
  const look = lookOf(draft, signing);
  if (!look.ok) return look;
  if (!addSignatureField(draft, name, value, look.value)) return fail('noSuchPage');
  announceEtsi(draft);
  const appended = await draft.append();
  const space = signatureSpace(appended.bytes, appended.bodies.get(value.number) ?? 0);
  if (!keepsEarlier(draft.file, space.unsigned)) return fail('breaksEarlier');
  const cms = await prepareCms({ content: space.content, pem: signing.pem, mechanism: signing.mechanism, profile: 'pades', signingTime: null });
  return ok({ content: space.content, attributes: cms.attributes, finish: (signature, token) => Promise.resolve(cms.finish(signature, token)).then(space.filled) });
}
