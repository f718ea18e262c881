import { openPdf } from '../../core/pdf/open-pdf';
import { placeholder } from '../../core/pdf/fixtures/sign-pdf';
import type { PdfObject, PdfRevision } from '../../core/pdf/pdf-model';

/** A printed page with a signature of its own in a revision after it (ISO 32000-2, 12.8): the field has no picture on the page. */
export async function signPrintedPdf(pdf: Uint8Array, sign: (content: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const revision = lastRevision(pdf);
  const catalog = numberOf(revision.trailer.entries.get('Root'));
  const value = sizeOf(revision);
  const draft = appended(pdf, revision, [
    [catalog, bodyOf(pdf, catalog).replace(/>>\s*$/, `/AcroForm << /Fields [${value + 1} 0 R] /SigFlags 3 >> >>`)],
    [value, placeholder({})],
    [value + 1, `<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /P ${firstPage(revision)} 0 R /T (ChuKySo) /V ${value} 0 R >>`],
  ]);
  return filled(draft, sign);
}

/** A later revision in which a bar hides a line of the first page: what somebody does who wants it read otherwise. */
export function hideLine(pdf: Uint8Array): Uint8Array {
  const revision = lastRevision(pdf);
  const [page, bar] = [firstPage(revision), sizeOf(revision)];
  const content = 'q 0 g 160 560 260 16 re f Q';
  return appended(pdf, revision, [
    [page, bodyOf(pdf, page).replace(/\/Contents (\d+ \d+ R)/, `/Contents [$1 ${bar} 0 R]`)],
    [bar, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
  ]);
}

function revisionsOf(pdf: Uint8Array): readonly PdfRevision[] {
  const opened = openPdf(pdf);
  if (!opened.ok) throw new Error('the printed page cannot be read');
  return opened.value.revisions;
}

function lastRevision(pdf: Uint8Array): PdfRevision {
  const last = revisionsOf(pdf).at(-1);
  if (last === undefined) throw new Error('the printed page has no revision');
  return last;
}

function numberOf(object: PdfObject | undefined): number {
  if (object?.kind !== 'reference') throw new Error('the printed page has another build than expected');
  return object.number;
}

function sizeOf({ trailer }: PdfRevision): number {
  const size = trailer.entries.get('Size');
  return size?.kind === 'number' ? size.value : 0;
}

function firstPage(revision: PdfRevision): number {
  const entry = (holder: PdfObject, key: string): PdfObject | undefined => (holder.kind === 'dictionary' ? holder.entries.get(key) : undefined);
  let node = entry(revision.resolve(revision.trailer.entries.get('Root')), 'Pages');
  for (;;) {
    const kids = revision.resolve(entry(revision.resolve(node), 'Kids'));
    if (kids.kind !== 'array') return numberOf(node);
    node = kids.items[0];
  }
}

/** The text of an object that lies in the file itself. */
function bodyOf(pdf: Uint8Array, number: number): string {
  const place = revisionsOf(pdf).findLast(({ own }) => own.has(number))?.own.get(number);
  if (!place || place.inStream !== null) throw new Error('the printed page keeps its objects elsewhere');
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const from = text.indexOf('obj', place.offset) + 3;
  return text.slice(from, text.indexOf('endobj', from)).trim();
}

function appended(pdf: Uint8Array, revision: PdfRevision, objects: readonly (readonly [number, string])[]): Buffer {
  const before = Buffer.from(pdf);
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before.subarray(-200).toString('latin1'))?.[1] ?? '0';
  let text = before.at(-1) === 10 ? '' : '\n';
  let table = 'xref\n';
  for (const [number, body] of objects) {
    table += `${number} 1\n${String(before.length + text.length).padStart(10, '0')} 00000 n \n`;
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const size = Math.max(sizeOf(revision), ...objects.map(([number]) => number + 1));
  const root = numberOf(revision.trailer.entries.get('Root'));
  const trailer = `trailer\n<< /Size ${size} /Root ${root} 0 R /Prev ${previous} >>\nstartxref\n${before.length + text.length}\n%%EOF\n`;
  return Buffer.concat([before, Buffer.from(text + table + trailer, 'latin1')]);
}

async function filled(draft: Buffer, sign: (content: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const text = draft.toString('latin1');
  const room = /\/ByteRange (\[0 0{10} 0{10} 0{10}\]) \/Contents (<0+>)/.exec(text);
  if (room === null) throw new Error('no room for a signature');
  const from = room.index + room[0].length - (room[2]?.length ?? 0);
  const to = room.index + room[0].length;
  const range = `[0 ${[from, to, draft.length - to].map((number) => String(number).padStart(10, ' ')).join(' ')}]`;
  draft.write(range, room.index + '/ByteRange '.length, 'latin1');
  const signature = Buffer.from(await sign(Buffer.concat([draft.subarray(0, from), draft.subarray(to)]))).toString('hex');
  draft.write(signature, from + 1, 'latin1');
  return new Uint8Array(draft);
}
