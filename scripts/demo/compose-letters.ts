import { zipSync } from 'fflate';
import type { PdfEngine } from '../../core/extract/pdf-engine';
import { inkOf, scannedPdf } from '../desk/scan-files';
import { scanPdf, type ScanSettings } from '../desk/scan-picture';
import type { DemoCa, Signer } from './demo-ca';
import { documentDocx } from './document-docx';
import { documentHtml, hostileHtml, plainHtml } from './document-html';
import { documentText } from './document-text';
import { isPrinted, type Carrier, type DemoLetter, type Unit } from './demo-source';
import { fakeFile } from './fake-files';
import { base64Lines, encodedWords, entityText, fileEntity, multipart, textEntity, type Entity, type NamedBytes } from './mime';
import type { PrintPdfs } from './print-pdfs';
import { hideLine, signPrintedPdf } from './sign-printed-pdf';

export interface ComposedLetter {
  readonly source: DemoLetter;
  /** as it lies on the server */
  readonly raw: Uint8Array;
  readonly receivedAt: Date;
}

export interface ComposeTools {
  /** the agency mailbox of the demo */
  readonly office: Unit;
  readonly trusted: DemoCa;
  /** an authority nobody here relies on */
  readonly unknown: DemoCa;
  readonly print: PrintPdfs;
  /** draws the pages that a scanner makes pictures of */
  readonly pdf: PdfEngine;
  readonly now: Date;
}

const hour = 3_600_000;
/** a flatbed in good order */
const scanner: ScanSettings = { dpi: 300, degrees: 0.3, noise: 10, seed: 3 };

/** Composes the letters of the demo: text, HTML, PDF, DOCX and signatures, as their sources ask. */
export async function composeLetters(letters: readonly DemoLetter[], tools: ComposeTools): Promise<readonly ComposedLetter[]> {
  const printed = letters.filter(isPrinted);
  const pages = await tools.print(printed.map((letter) => (letter.document === null ? plainHtml(letter.body) : documentHtml(letter.document))));
  const pdfs = new Map(printed.map((letter, index) => [letter.id, pages[index] ?? new Uint8Array()]));
  const before = letters.filter((letter) => letter.when === 'before').length;
  let seen = 0;
  const composed: ComposedLetter[] = [];
  for (const letter of letters) {
    // what lay there before came over the last week, the newest some hours ago
    const age = letter.when === 'before' ? (before - seen++) * 5 * hour : 0;
    composed.push(await composeLetter(letter, pdfs.get(letter.id) ?? null, new Date(tools.now.getTime() - age), tools));
  }
  return composed;
}

async function composeLetter(letter: DemoLetter, pdf: Uint8Array | null, receivedAt: Date, tools: ComposeTools): Promise<ComposedLetter> {
  const files = await filesOf(letter, pdf, tools);
  const { from } = letter;
  const to = letter.isBcc ? '"Các sở, ban, ngành" <danhsach@ubnd.songthuong.example>' : mailbox(tools.office);
  const many = letter.toMany ? ['vanthu@soyte.songthuong.example', 'vanthu@soxaydung.songthuong.example', 'vanthu@tanlap.songthuong.example', 'vanthu@bengao.songthuong.example'] : [];
  const domain = from.address.split('@')[1] ?? '';
  const fields = [
    `Return-Path: ${letter.returnPath ?? `<${from.address}>`}`,
    `Delivered-To: ${tools.office.address}`,
    `Received: from mail.${domain} by mail.sogddt.songthuong.example with ESMTPS;\r\n ${mailDate(receivedAt)}`,
    `Date: ${mailDate(new Date(receivedAt.getTime() - 40_000))}`,
    `From: ${mailbox(from)}`,
    `To: ${[to.startsWith('"Các') ? `${encodedWords('Các sở, ban, ngành')} <danhsach@ubnd.songthuong.example>` : to, ...many].join(',\r\n ')}`,
    `Subject: ${encodedWords(letter.subject)}`,
    `Message-ID: <${letter.id}@${domain}>`,
    ...(letter.replyTo === null ? [] : [`In-Reply-To: <${letter.replyTo}>`, `References: <${letter.replyTo}>`]),
    ...(letter.mdn === null ? [] : [`Disposition-Notification-To: <${letter.mdn === 'same' ? from.address : letter.mdn}>`]),
    ...letter.headers.map((line) => line.replace(/: .*[^\x20-\x7e].*/u, (value) => `: ${encodedWords(value.slice(2))}`)),
    'MIME-Version: 1.0',
  ];
  const entity = await signed(letter, (body) => contentOf(letter, body, files), tools);
  return { source: letter, raw: Buffer.from(`${[...fields, ...entity.fields].join('\r\n')}\r\n\r\n${entity.body}`, 'latin1'), receivedAt };
}

function mailbox({ name, address }: Unit): string {
  return `${/^[\x20-\x7e]*$/.test(name) ? `"${name}"` : encodedWords(name)} <${address}>`;
}

/** What the reader sees in the letter itself; a document that travels as a file gets a covering note. */
function contentOf(letter: DemoLetter, change: (text: string) => string, files: readonly NamedBytes[]): Entity {
  const carries = (carrier: Carrier): boolean => letter.carry.includes(carrier);
  const { document } = letter;
  const inBody = carries('text') || carries('html');
  const text = change(inBody ? (document === null ? letter.body : documentText(document)) : coverNote(letter));
  const parts: Entity[] = [textEntity('plain', text)];
  if (carries('html')) {
    const html = change(document === null ? plainHtml(letter.body) : documentHtml(document));
    parts.push(textEntity('html', `<!doctype html><html><body>${html}${letter.isHostile ? hostileHtml : ''}</body></html>`));
  }
  const body = parts.length === 1 ? parts[0] ?? textEntity('plain', text) : multipart('alternative', parts);
  return files.length === 0 ? body : multipart('mixed', [body, ...files.map(fileEntity)]);
}

function coverNote(letter: DemoLetter): string {
  const number = letter.document?.number;
  return `Kính gửi Quý cơ quan,\n\n${letter.from.name} gửi ${number === null || number === undefined ? 'văn bản' : `văn bản số ${number}`} kèm theo thư này để Quý cơ quan biết, thực hiện.\n\nTrân trọng.\n`;
}

async function filesOf(letter: DemoLetter, pdf: Uint8Array | null, tools: ComposeTools): Promise<readonly NamedBytes[]> {
  const name = (letter.document?.number ?? letter.id).replaceAll('/', '_');
  const files: NamedBytes[] = [];
  if (pdf !== null && letter.carry.includes('scan')) {
    files.push({ name: 'ban-quet.pdf', type: 'application/pdf', bytes: scannedPdf(scanPdf(tools.pdf, pdf, scanner).map((page) => inkOf(page)), scanner.dpi) });
  } else if (pdf !== null) {
    const sent = await signedPdf(letter, pdf, tools);
    files.push({ name: `${name}.pdf`, type: 'application/pdf', bytes: sent });
    if (letter.sign === 'p7s' || letter.sign === 'p7s-tampered') {
      const signer = await signerFor(letter, tools);
      files.push({ name: `${name}.pdf.p7s`, type: 'application/pkcs7-signature', bytes: await signer.sign(pdf, false) });
    }
  }
  if (letter.carry.includes('docx') && letter.document !== null) {
    files.push({ name: `${name}.docx`, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: documentDocx(letter.document) });
  }
  const packed = letter.carry.includes('zip') ? [{ name: `${name}.zip`, type: 'application/zip', bytes: zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes]))) }] : files;
  return [...packed, ...letter.attachments.map(fakeFile)];
}

/** The file as it travels: with a signature in it, or changed after it was signed. */
async function signedPdf(letter: DemoLetter, pdf: Uint8Array, tools: ComposeTools): Promise<Uint8Array> {
  switch (letter.sign) {
    case 'p7s-tampered':
      return Buffer.concat([pdf, Buffer.from('\n% sửa sau khi ký\n')]);
    case 'pdf':
    case 'pdf-changed': {
      const signer = await signerFor(letter, tools);
      const signed = await signPrintedPdf(pdf, (content) => signer.sign(content, false));
      return letter.sign === 'pdf' ? signed : hideLine(signed);
    }
    default:
      return pdf;
  }
}

async function signerFor(letter: DemoLetter, { trusted, unknown }: ComposeTools): Promise<Signer> {
  const unit = letter.from.organisation ?? letter.from.name.replace('Văn thư ', '');
  const current = { from: -200, to: 500 };
  switch (letter.sign) {
    case 'stranger': return unknown.certify(unit, letter.from.address, current);
    case 'expired': return trusted.certify(unit, letter.from.address, { from: -760, to: -30 });
    case 'other': return trusted.certify('Công an phường Bến Gạo', 'vanthu@caphuong.songthuong.example', current);
    default: return trusted.certify(unit, letter.from.address, current);
  }
}

/** Wraps the content as RFC 8551 has it; what a person changed afterwards shows the signature of what stood there before. */
async function signed(letter: DemoLetter, content: (change: (text: string) => string) => Entity, tools: ComposeTools): Promise<Entity> {
  const plain = content((text) => text);
  if (letter.sign === null || letter.sign === 'p7s' || letter.sign === 'p7s-tampered' || letter.sign === 'pdf' || letter.sign === 'pdf-changed') return plain;
  const bytes = Buffer.from(entityText(plain), 'latin1');
  const signer = await signerFor(letter, tools);
  if (letter.sign === 'opaque') {
    return {
      fields: ['Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', 'Content-Disposition: attachment; filename="smime.p7m"', 'Content-Transfer-Encoding: base64'],
      body: base64Lines(await signer.sign(bytes, true)),
    };
  }
  const signature: Entity = {
    fields: ['Content-Type: application/pkcs7-signature; name="smime.p7s"', 'Content-Disposition: attachment; filename="smime.p7s"', 'Content-Transfer-Encoding: base64'],
    body: base64Lines(await signer.sign(bytes, false)),
  };
  const [old, changed] = letter.tamper ?? ['', ''];
  const shown = letter.sign === 'tampered' ? content((text) => text.replaceAll(old, changed)) : plain;
  const whole = multipart('signed', [shown, signature]);
  const named: Entity = { ...whole, fields: whole.fields.map((field) => `${field}; micalg=sha-256;\r\n protocol="application/pkcs7-signature"`) };
  return letter.sign === 'part' ? multipart('mixed', [textEntity('plain', letter.note ?? ''), named]) : named;
}

/** RFC 5322 in Vietnam's zone. */
function mailDate(time: Date): string {
  return `${new Date(time.getTime() + 7 * hour).toUTCString().replace('GMT', '+0700')}`;
}
