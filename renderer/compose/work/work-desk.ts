import wasmUrl from '@embedpdf/pdfium/pdfium.wasm?url';
import { ok, type Result } from '../../../core/base/result';
import type { PagePicture, PagesOutline } from '../../../core/contract/pages';
import { loadPdfEngine, type PdfEngine } from '../../../core/extract/pdf-engine';
import { pdfPageExtents } from '../../../core/extract/pdf-page-extents';
import { renderPdfPage } from '../../../core/extract/render-pdf-page';
import type { Draft } from '../../../core/model/draft';
import type { DraftId, IsoTime } from '../../../core/model/ids';
import type { SignMechanism } from '../../../core/model/signing';
import { boundaryOf, composeEntity } from '../../../core/outgoing/compose-entity';
import { composeSending, type Sending, type SendingFailure, type SendingOrder } from '../../../core/outgoing/compose-sending';
import type { FileToSend } from '../../../core/outgoing/file-part';
import type { PreparedSignature } from '../../../core/outgoing/prepared-signature';
import { readDraftFile, type ReadDraftFile } from '../../../core/outgoing/read-draft-file';
import { receiptContentId } from '../../../core/outgoing/receipt-content-id';
import { receiptRequest } from '../../../core/pki/receipt-request';
import { prepareSignedEntity } from '../../../core/outgoing/sign-entity';
import type { PdfWriteFailure } from '../../../core/pdf/write/pdf-write-failure';
import { preparePdfSignature } from '../../../core/pdf/write/sign-pdf';
import { prepareOfficeSignature } from '../../../core/xmldsig/write/sign-office';
import type { OfficeWriteFailure } from '../../../core/xmldsig/write/office-write-failure';
import { timestampRequest, type TimestampAnswerFailure, type TimestampRequest } from '../../../core/pki/timestamp-request';
import { stampNumber, type StampText } from '../../../core/pdf/write/stamp-pdf';
import { emptyDirectory } from '../../../core/directory/directory-index';
import { pdfPlacePages } from '../../../core/extract/pdf-place-pages';
import { placeSignatures, type DocumentPlaces } from '../../../core/outgoing/place-signatures';
import { encryptMessages, type MissingReader } from '../../../core/outgoing/encrypt-messages';
import { readCertificates } from '../../../core/pki/read-certificate';
import { checkReader, readersByAddress, type KnownReaders } from '../../../core/verify/find-readers';
import { checkSigner, type SignerCheck, type SignerQuestion } from '../../../core/verify/check-signer';
import { addValidation } from '../../../core/pdf/write/add-validation';
import { openTrust, type TrustContext } from '../../../core/verify/trust-context';
import { validationData } from '../../../core/verify/validation-data';
import { verifyPdf } from '../../../core/verify/verify-pdf';
import { Held } from './held';
import { isWhole } from './is-whole';
import { pdfFonts } from './pdf-fonts';
import type { SignatureLook } from './signature-look';

/** A prepared signature as the window sees it; its `finish` stays here, named by the handle. */
export interface HeldSignature {
  readonly handle: number;
  readonly content: Uint8Array;
  readonly attributes: Uint8Array;
}

export interface SigningOrder {
  readonly pem: string;
  readonly mechanism: SignMechanism;
  readonly at: IsoTime;
}

const signatures = new Held<PreparedSignature>();
const questions = new Held<TimestampRequest>();
let engine: Promise<PdfEngine> | null = null;

function pdfEngine(): Promise<PdfEngine> {
  engine ??= fetch(wasmUrl).then((response) => response.arrayBuffer()).then(loadPdfEngine);
  return engine;
}

function held(prepared: PreparedSignature): HeldSignature {
  return { handle: signatures.hold(prepared), content: prepared.content, attributes: prepared.attributes };
}

/** 64 hex digits. */
function random(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Everything about a draft that opens a file or computes on one, apart from the window. */
export const workDesk = {
  async entity(body: string, files: readonly FileToSend[]): Promise<Uint8Array> {
    return Promise.resolve(composeEntity({ body, files, boundary: boundaryOf(random()) }));
  },

  /** which of these addresses nothing can be encrypted for today, and why */
  async missingReaders(readers: KnownReaders, trust: TrustContext): Promise<readonly MissingReader[]> {
    const answers = await Promise.all(Object.entries(readers).map(async ([address, reader]) => ({ address, answer: await checkReader(reader, address, trust) })));
    return answers.flatMap(({ address, answer }) => (answer.kind === 'missing' ? [{ address, why: answer.why }] : []));
  },

  /** @param own PEM of our own certificates, so that what was sent can be read again @returns one entity for each planned message */
  async encrypt(draft: Draft, entity: Uint8Array, { readers, own, trust }: { readonly readers: KnownReaders; readonly own: readonly string[]; readonly trust: TrustContext }): Promise<Result<readonly Uint8Array[], readonly MissingReader[]>> {
    const ours = (await Promise.all(own.map(readCertificates))).flatMap(({ certificates }) => certificates.slice(0, 1));
    const made = await encryptMessages(draft, entity, { readers: readersByAddress(readers), own: ours, trust });
    return made.ok ? ok(made.value.entities) : made;
  },

  /** @param receiptTo address that a signed receipt is asked to; null: none is asked for */
  async prepareMail(entity: Uint8Array, { pem, mechanism, at }: SigningOrder, draftId: DraftId, receiptTo: string | null): Promise<HeldSignature> {
    const asked = receiptTo === null ? {} : { receiptRequest: receiptRequest(receiptContentId(draftId, random()), receiptTo) };
    return held(await prepareSignedEntity(entity, { pem, mechanism, now: at, boundary: boundaryOf(random()), ...asked }));
  },

  async preparePdf(bytes: Uint8Array, { pem, mechanism, at, look }: SigningOrder & { readonly look: SignatureLook }): Promise<Result<HeldSignature, PdfWriteFailure>> {
    const prepared = await preparePdfSignature(bytes, { pem, mechanism, at, ...look, fonts: look.lines.length === 0 ? null : await pdfFonts() });
    return prepared.ok ? ok(held(prepared.value)) : prepared;
  },

  async prepareOffice(bytes: Uint8Array, order: SigningOrder): Promise<Result<HeldSignature, OfficeWriteFailure>> {
    const prepared = await prepareOfficeSignature(bytes, order);
    return prepared.ok ? ok(held(prepared.value)) : prepared;
  },

  /** what a time-stamp is to be of, for a signature with this value */
  async stamped(handle: number, value: Uint8Array): Promise<Uint8Array> {
    return Promise.resolve(signatures.see(handle).stamped?.(value) ?? value);
  },

  async finish(handle: number, value: Uint8Array, token: Uint8Array | null): Promise<Uint8Array> {
    return signatures.take(handle).finish(value, token);
  },

  async forget(handles: readonly number[]): Promise<void> {
    for (const handle of handles) signatures.forget(handle);
    return Promise.resolve();
  },

  async askTimestamp(value: Uint8Array): Promise<{ readonly handle: number; readonly request: Uint8Array }> {
    const question = await timestampRequest(value, 'sha256');
    return { handle: questions.hold(question), request: question.request };
  },

  async acceptTimestamp(handle: number, answer: Uint8Array): Promise<Result<Uint8Array, TimestampAnswerFailure>> {
    return questions.take(handle).accept(answer);
  },

  async sending(draft: Draft, order: Omit<SendingOrder, 'random'>): Promise<Result<Sending, SendingFailure>> {
    return Promise.resolve(composeSending(draft, { ...order, random: random() }));
  },

  async outline(bytes: Uint8Array): Promise<Result<PagesOutline, string>> {
    return pdfPageExtents(await pdfEngine(), bytes);
  },

  async isWhole(bytes: Uint8Array, isOffice: boolean, trust: TrustContext): Promise<boolean> {
    return isWhole(bytes, isOffice, trust);
  },

  /** PAdES B-LT: the certificates and lists its signatures rest on, where they are at hand and every signature passed; the file as it is otherwise */
  async keepValid(bytes: Uint8Array, trust: TrustContext): Promise<Uint8Array> {
    const opened = await openTrust(trust);
    const data = await validationData(await verifyPdf(bytes, { part: null, member: null, where: '0' }, trust, opened), opened);
    const kept = data === null ? null : await addValidation(bytes, data);
    return kept?.ok === true ? kept.value : bytes;
  },

  /** where number, date and signatures belong; nothing where the file cannot be read */
  async places(bytes: Uint8Array): Promise<DocumentPlaces> {
    const pages = pdfPlacePages(await pdfEngine(), bytes);
    return placeSignatures(pages.ok ? pages.value : []);
  },

  /** text and recognised documents of a file, for what is checked before sending */
  async read(bytes: Uint8Array, name: string, mediaType: string): Promise<ReadDraftFile> {
    return readDraftFile(bytes, name, mediaType, { pdf: await pdfEngine() });
  },

  async stamp(bytes: Uint8Array, texts: readonly StampText[]): Promise<Result<Uint8Array, PdfWriteFailure>> {
    return stampNumber(bytes, { texts, fonts: await pdfFonts() });
  },

  /** the certificate, before anything is signed with its key */
  async checkSigner(pem: string, question: Omit<SignerQuestion, 'directory'>): Promise<SignerCheck> {
    return checkSigner({ pem }, { ...question, directory: emptyDirectory });
  },

  /** null: no such page, or it cannot be drawn */
  async picture(bytes: Uint8Array, page: number, scale: number): Promise<PagePicture | null> {
    const drawn = renderPdfPage(await pdfEngine(), bytes, page, scale);
    return drawn.ok ? drawn.value : null;
  },
} as const;

export type WorkDesk = typeof workDesk;
