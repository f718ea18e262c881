import { zipSync } from 'fflate';
import mammoth from 'mammoth';
import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import type { FontEncoding } from '../letter/font-tables';
import type { Problem } from '../model/letter';
import { officeText } from './office-lines';
import { openZip } from './open-zip';
import { prepareDocxXml } from './prepare-docx-xml';
import type { ZipFailure } from './open-zip';

export interface DocxText {
  /** paragraphs and table cells as lines, NFC */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** the package carries XML signatures (ECMA-376 part 2, 10); nothing is said about whether they hold */
  readonly signed: boolean;
}

const wanted = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/[^/]+\.xml|word\/_rels\/[^/]+\.rels)$/i;

/** Text of a DOCX. The archive is bounded and reduced to its XML members before mammoth sees it. */
export async function extractDocx(bytes: Uint8Array): Promise<Result<DocxText, ZipFailure | 'docxBroken'>> {
  const opened = openZip(bytes, (name) => wanted.test(name));
  if (!opened.ok) return opened;
  const { names, contents } = opened.value;
  const main = contents.get('word/document.xml');
  if (main === undefined) return fail('docxBroken');
  if (main.length > limits.docxXmlBytes) return fail('zipTooLarge');
  const members: Record<string, Uint8Array> = Object.fromEntries(contents);
  const encodings = new Set<FontEncoding>();
  members['word/document.xml'] = new TextEncoder().encode(prepareDocxXml(new TextDecoder().decode(main), encodings));
  const reduced = zipSync(members, { level: 0 });
  const buffer = reduced.buffer.slice(reduced.byteOffset, reduced.byteOffset + reduced.byteLength);
  // mammoth takes `arrayBuffer` in a worker and `buffer` in Node; both accept an ArrayBuffer
  const input = { arrayBuffer: buffer, buffer } as unknown as Parameters<typeof mammoth.extractRawText>[0];
  try {
    const { value } = await mammoth.extractRawText(input);
    const text = value.replace(/\r\n?/g, '\n').replace(/\u00a0/g, ' ').replace(/\n\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
    return ok({ ...officeText(text, encodings), signed: names.some((name) => name.startsWith('_xmlsignatures/')) });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return fail('docxBroken');
  }
}
