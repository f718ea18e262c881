import { limits } from '../../../core/base/limits';
import { fail, ok, type Result } from '../../../core/base/result';
import type { PagePart, PagesFailure } from '../../../core/contract/pages';
import type { ArchiveTools } from '../../../core/extract/archives/open-archive';
import { readMember } from '../../../core/extract/archives/read-member';
import { openContent, type LetterContent } from '../../../core/facts/open-content';
import { decodePart } from '../../../core/letter/decode-part';
import { allParts, findPart } from '../../../core/letter/find-part';
import type { LetterId } from '../../../core/model/ids';
import type { LetterPart } from '../../../core/model/letter';

/** opened bytes of a letter, [from, to) or all of it; null where the vault has none that opens */
export type ReadLetter = (id: LetterId, range: { readonly from: number; readonly to: number } | null) => Promise<Uint8Array | null>;

/** letters whose structure is remembered */
const mostLetters = 64;
/** base64 and its line breaks */
const encodingGrowth = 1.4;

type PartBytes = Result<Uint8Array, Extract<PagesFailure, 'notReadable' | 'noSuchPart' | 'pdfTooLarge'>>;

/** Decoded attachments of the letters being read. The structure of a letter is learned once; after that only the part's own range is fetched. */
export class PartReader {
  private readonly kept = new Map<string, Uint8Array>();
  private readonly structures = new Map<LetterId, LetterPart>();

  /** @param open a letter as a person reads it: with our keys, where it is encrypted for one */
  constructor(private readonly read: ReadLetter, private readonly archives: ArchiveTools = {}, private readonly open: (raw: Uint8Array) => Promise<LetterContent> = openContent) {}

  async bytes({ upTo, ...of }: PagePart): Promise<PartBytes> {
    const whole = await this.whole(of);
    return whole.ok && upTo !== undefined ? ok(whole.value.subarray(0, upTo)) : whole;
  }

  private async whole({ letterId, part, member }: PagePart): Promise<PartBytes> {
    const name = `${letterId}/${part}${member === undefined ? '' : `/${member}`}`;
    const known = this.kept.get(name);
    const found = known !== undefined ? ok(known) : member === undefined ? await this.fetch({ letterId, part }) : await this.unpack({ letterId, part }, member);
    if (found.ok) this.keep(name, found.value);
    return found;
  }

  /** What was opened with keys may not be opened with those of today. */
  forget(): void {
    this.kept.clear();
  }

  /** A file of an archive; what ingest could not unpack has no bytes here either. */
  private async unpack(of: PagePart, member: string): Promise<PartBytes> {
    const archive = await this.bytes(of);
    if (!archive.ok) return archive;
    const found = await readMember(archive.value, member, this.archives);
    if (!found.ok) return fail('noSuchPart');
    return found.value.byteLength > limits.attachmentBytes ? fail('pdfTooLarge') : found;
  }

  private async fetch({ letterId, part }: PagePart): Promise<PartBytes> {
    const structure = this.structures.get(letterId);
    const place = structure === undefined ? null : findPart(structure, part);
    if (place !== null) {
      if (isTooLarge(place)) return fail('pdfTooLarge');
      const range = await this.read(letterId, { from: place.bodyStart, to: place.end });
      return range === null ? fail('notReadable') : decoded(range, { ...place, bodyStart: 0, end: range.byteLength });
    }
    const raw = await this.read(letterId, null);
    if (raw === null) return fail('notReadable');
    const content = await this.open(raw);
    // offsets inside an opaque signature count in its content, not in the letter: they cannot be fetched by range
    if (!content.wrapped) this.remember(letterId, content.parsed.root);
    const found = allParts(content.parsed.root).find((one) => one.id === part);
    if (found === undefined) return fail('noSuchPart');
    return isTooLarge(found) ? fail('pdfTooLarge') : decoded(content.bytes, found);
  }

  private remember(letterId: LetterId, root: LetterPart): void {
    this.structures.set(letterId, root);
    const [oldest] = this.structures.keys();
    if (this.structures.size > mostLetters && oldest !== undefined) this.structures.delete(oldest);
  }

  /** The one just used is the youngest; the oldest go until the rest fits. */
  private keep(name: string, bytes: Uint8Array): void {
    this.kept.delete(name);
    this.kept.set(name, bytes);
    let total = 0;
    for (const one of this.kept.values()) total += one.byteLength;
    for (const [old, one] of this.kept) {
      if (total <= limits.pageDeskBytes || old === name) break;
      this.kept.delete(old);
      total -= one.byteLength;
    }
  }
}

function isTooLarge(part: LetterPart): boolean {
  return part.end - part.bodyStart > limits.attachmentBytes * encodingGrowth;
}

function decoded(raw: Uint8Array, part: LetterPart): PartBytes {
  const bytes = decodePart(raw, part);
  // a copy where it is a view: a view would keep the whole letter in memory
  return bytes.byteLength > limits.attachmentBytes ? fail('pdfTooLarge') : ok(bytes.buffer === raw.buffer ? bytes.slice() : bytes);
}
