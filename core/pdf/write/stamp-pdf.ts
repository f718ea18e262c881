import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { pageEntry } from '../change-nodes';
import type { PdfDictionary, PdfObject } from '../pdf-model';
import { contentBalance } from './content-balance';
import { placedMatrix, shownSize, turnOf } from './page-turn';
import { openDraft } from './pdf-draft';
import type { PdfDraft } from './pdf-draft';
import type { PdfFonts } from './pdf-fonts';
import { isPlaceable } from './pdf-place';
import type { PdfPlace } from './pdf-place';
import type { PdfWriteFailure } from './pdf-write-failure';
import { isSigned } from './signature-law';
import { TextPen } from './text-line';
import type { TextStyle } from './text-line';
import { latinBytes, pdfArray, pdfDictionary, streamBody, withEntries } from './write-object';

/** A text that is written into a page, on one line. */
export interface StampText extends PdfPlace {
  readonly text: string;
  /** points; null: as large as the place is high */
  readonly size: number | null;
  readonly style: TextStyle;
  /** where in the place, as it is seen */
  readonly align: 'left' | 'centre' | 'right';
}

export interface PdfStamp {
  readonly texts: readonly StampText[];
  readonly fonts: PdfFonts;
}

/** part of a size to which a text may be reduced to fit into its place */
const leastSize = 0.75;
/** part of a letter's size below its baseline */
const descent = 0.22;

function namesIn(resources: PdfDictionary, draft: PdfDraft): ReadonlySet<string> {
  const fonts = draft.resolve(resources.entries.get('Font'));
  return new Set(fonts.kind === 'dictionary' ? fonts.entries.keys() : []);
}

/** Operators that write one text; its failure where it does not fit. */
function written(pen: TextPen, stamp: StampText, turn: ReturnType<typeof turnOf>, named: (face: string) => string): Result<string, PdfWriteFailure> {
  if (!isPlaceable(stamp.rect) || stamp.text.length > limits.pdfTextChars) return fail('noRoom');
  const line = pen.line(stamp.text, stamp.style);
  if (line === null) return fail('noFont');
  const { width, height } = shownSize(stamp.rect, turn);
  const wanted = stamp.size ?? height / (1 + descent);
  const size = Math.min(wanted, line.width === 0 ? wanted : (width * 1000) / line.width);
  if (size < wanted * leastSize) return fail('noRoom');
  const room = width - (line.width * size) / 1000;
  const x = stamp.align === 'left' ? 0 : stamp.align === 'right' ? room : room / 2;
  return ok(`q\n${placedMatrix(stamp.rect, turn)} cm\n0 g\n${pen.shown(line, size, x, stamp.size === null ? height * descent * 0.8 : 0, named)}Q\n`);
}

/**
 * Writes number and date into the pages, in a revision of its own. What the pages draw is kept as it is, between `q` and `Q`, with as many of them
 * as it leaves out. Only before the first signature: afterwards it would be a change of what was signed.
 * The baseline of a text with a size of its own is the lower edge of its place.
 */
export async function stampNumber(bytes: Uint8Array, { texts, fonts }: PdfStamp): Promise<Result<Uint8Array, PdfWriteFailure>> {
  const opened = openDraft(bytes);
  if (!opened.ok) return opened;
  const draft = opened.value;
  if (isSigned(draft)) return fail('alreadySigned');
  if (texts.length === 0) return fail('nothingToAdd');
  if (texts.length > limits.pdfTextLines) return fail('noRoom');
  const pen = new TextPen(fonts);
  const prepared: { readonly number: number; readonly resources: PdfDictionary; readonly contents: PdfObject | undefined; readonly text: string; readonly before: string; readonly named: (face: string) => string }[] = [];
  for (const page of new Set(texts.map((text) => text.page))) {
    const node = draft.page(page);
    if (node === null) return fail('noSuchPage');
    const found = draft.resolve(pageEntry(node, 'Resources'));
    const resources = found.kind === 'dictionary' ? found : pdfDictionary({});
    const taken = namesIn(resources, draft);
    let prefix = 'Stamp';
    while ([...taken].some((name) => name.startsWith(prefix))) prefix += 'X';
    const named = (face: string): string => `${prefix}${face}`;
    const contents = node.dictionary.entries.get('Contents');
    const balance = contentBalance(draft.revision, contents);
    if (balance === null) return fail('pageContent');
    let text = `\n${'Q '.repeat(balance.open + 1)}\n`;
    for (const stamp of texts.filter((one) => one.page === page)) {
      const one = written(pen, stamp, turnOf(draft.revision, node), named);
      if (!one.ok) return one;
      text += one.value;
    }
    prepared.push({ number: node.number, resources, contents, text, before: 'q '.repeat(balance.missing + 1), named });
  }
  const faces = pen.addTo(draft, (face) => face);
  for (const { number, resources, contents, text, before, named } of prepared) {
    const known = draft.resolve(resources.entries.get('Font'));
    const added = Object.fromEntries(Object.entries(faces).map(([face, font]) => [named(face), font]));
    const merged = withEntries(resources, { Font: withEntries(known.kind === 'dictionary' ? known : pdfDictionary({}), added) });
    const resolved = draft.resolve(contents);
    const old = resolved.kind === 'array' ? resolved.items : contents === undefined || resolved.kind === 'null' ? [] : [contents];
    const first = draft.add(streamBody(pdfDictionary({}), latinBytes(`${before}\n`)));
    const last = draft.add(streamBody(pdfDictionary({}), latinBytes(text)));
    draft.set(number, withEntries(draft.dictionary(number), { Contents: pdfArray([first, ...old, last]), Resources: merged }));
  }
  return ok((await draft.append()).bytes);
}
