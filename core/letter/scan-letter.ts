import { limits } from '../base/limits';
import type { PartId } from '../model/ids';
import type { HeaderField, LetterPart, Problem } from '../model/letter';
import { decodeHeaderText } from './decode-words';
import { findBoundaries } from './find-boundaries';
import type { BoundaryLine } from './find-boundaries';
import { readFontText } from './font-encoding';
import { fieldValues, lineEndOf, scanHeaderFields } from './header-fields';
import { parseStructured } from './parse-params';

export interface LetterScan {
  readonly root: LetterPart;
  /** fields of the letter's own header block */
  readonly fields: readonly HeaderField[];
  readonly problems: readonly Problem[];
}

interface Scan {
  readonly raw: Uint8Array;
  readonly lineEnd: number;
  readonly problems: Problem[];
  parts: number;
}

interface Entity {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly defaultType: string;
  /** number of this entity; a leaf that is the whole of a message is numbered below it (RFC 9051, 6.4.5.1) */
  readonly id: { readonly whole: string; readonly leaf: string; readonly prefix: string };
}

/**
 * MIME structure of a letter by byte offsets; bodies are neither decoded nor copied. Part numbers follow IMAP; "0" is
 * the letter itself where it is a multipart or message, a letter of one part is "1"; the whole of a nested multipart
 * message at 2 is "2.0". Always returns a structure; what was wrong is named in problems. Bounded by limits.mimeDepth
 * and limits.mimeParts.
 */
export function scanLetter(raw: Uint8Array): LetterScan {
  const scan: Scan = { raw, lineEnd: lineEndOf(raw), problems: [], parts: 0 };
  const fields: HeaderField[] = [];
  if (raw.length === 0) scan.problems.push({ code: 'emptyLetter' });
  const root = scanEntity(
    scan,
    { start: 0, end: raw.length, depth: 0, defaultType: 'text/plain', id: { whole: '0', leaf: '1', prefix: '' } },
    fields,
  );
  return { root, fields, problems: scan.problems };
}

function scanEntity(scan: Scan, entity: Entity, keepFields: HeaderField[] | null): LetterPart {
  scan.parts++;
  const header = scanHeaderFields(scan.raw, entity.start, entity.end, scan.lineEnd);
  const fields = header.fields;
  for (const field of fields) keepFields?.push(field);
  const declared = fieldValues(fields, 'content-type');
  const type = parseStructured(declared[0] ?? entity.defaultType);
  const disposition = parseStructured(fieldValues(fields, 'content-disposition')[0] ?? '');
  const contentType = /^[^/\s]+\/[^/\s]+$/.test(type.value) ? type.value : declared.length === 0 ? entity.defaultType : fallbackType(type.value);
  const encoding = (fieldValues(fields, 'content-transfer-encoding')[0] ?? '7bit').replace(/\([^)]{0,500}\)|["';\s]/g, '').toLowerCase();
  const container = containerOf(contentType, encoding);
  const id = (container === 'leaf' ? entity.id.leaf : entity.id.whole) as PartId;
  for (const problem of entity.depth === 0 || header.fields.length > 0 ? header.problems : []) {
    if (scan.raw.length > 0) scan.problems.push({ ...problem, part: id });
  }
  if (declared.length > 1) scan.problems.push({ code: 'duplicateContentType', part: id });
  const own = {
    id,
    contentType,
    params: type.params,
    disposition: dispositionOf(disposition.value),
    filename: nameOf(disposition.params['filename'] ?? type.params['name'] ?? null),
    contentId: contentIdOf(fields),
    encoding,
    start: entity.start,
    bodyStart: header.bodyStart,
    end: entity.end,
  };
  return { ...own, children: childrenOf(scan, entity, own, container) };
}

/** A name typed in an old Vietnamese font is told in Unicode everywhere. */
function nameOf(given: string | null): string | null {
  return given === null ? null : readFontText(given).text;
}

type Container = 'multipart' | 'message' | 'leaf';

function containerOf(contentType: string, encoding: string): Container {
  if (contentType.startsWith('multipart/')) return 'multipart';
  // RFC 2045, 6.4: composite types are never encoded; a message that is anyway stays closed
  if (encoding === 'base64' || encoding === 'quoted-printable') return 'leaf';
  return contentType === 'message/rfc822' || contentType === 'message/global' ? 'message' : 'leaf';
}

function childrenOf(scan: Scan, entity: Entity, own: Omit<LetterPart, 'children'>, container: Container): readonly LetterPart[] {
  if (container === 'leaf') return [];
  if (entity.depth + 1 >= limits.mimeDepth) {
    scan.problems.push({ code: 'depthLimit', part: own.id });
    return [];
  }
  if (container === 'message') {
    if (scan.parts >= limits.mimeParts) {
      scan.problems.push({ code: 'partLimit', part: own.id });
      return [];
    }
    const base = entity.id.leaf;
    return [
      scanEntity(
        scan,
        { start: own.bodyStart, end: own.end, depth: entity.depth + 1, defaultType: 'text/plain', id: { whole: `${base}.0`, leaf: `${base}.1`, prefix: `${base}.` } },
        null,
      ),
    ];
  }
  return multipartChildren(scan, entity, own);
}

function multipartChildren(scan: Scan, entity: Entity, own: Omit<LetterPart, 'children'>): readonly LetterPart[] {
  // RFC 2046: at most 70 characters; more is tolerated, nothing is not
  const boundary = own.params['boundary'] ?? '';
  if (boundary === '' || boundary.length > 1000) {
    scan.problems.push({ code: 'boundaryMissing', part: own.id });
    return [];
  }
  const room = limits.mimeParts - scan.parts;
  const lines = findBoundaries(scan.raw, own.bodyStart, own.end, boundary, room + 2);
  if (lines.length === 0 || lines[0]?.closing === true) {
    scan.problems.push({ code: 'boundaryNotFound', part: own.id });
    return [];
  }
  if (lines.at(-1)?.closing !== true) scan.problems.push({ code: lines.length > room ? 'partLimit' : 'boundaryNotClosed', part: own.id });
  const defaultType = own.contentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const children: LetterPart[] = [];
  for (const [index, span] of spansOf(lines, own.end).entries()) {
    if (scan.parts >= limits.mimeParts) {
      scan.problems.push({ code: 'partLimit', part: own.id });
      break;
    }
    const number = `${entity.id.prefix}${index + 1}`;
    children.push(scanEntity(scan, { ...span, depth: entity.depth + 1, defaultType, id: { whole: number, leaf: number, prefix: `${number}.` } }, null));
  }
  return children;
}

function spansOf(lines: readonly BoundaryLine[], end: number): readonly { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.closing) break;
    const next = lines[index + 1];
    const stop = next === undefined ? end : next.start;
    // two delimiters in a row share one line break
    if (next !== undefined || line.end < end) spans.push({ start: line.end, end: Math.max(stop, line.end) });
  }
  return spans;
}

function fallbackType(value: string): string {
  // RFC 2045, 5.2: an unreadable type is text/plain; "text" alone is a common slip
  return value === '' || value.startsWith('text') ? 'text/plain' : 'application/octet-stream';
}

function dispositionOf(value: string): LetterPart['disposition'] {
  if (value === '') return null;
  // RFC 2183, 2.8: unknown dispositions are attachments
  return value === 'inline' ? 'inline' : 'attachment';
}

function contentIdOf(fields: readonly HeaderField[]): string | null {
  const value = fieldValues(fields, 'content-id')[0];
  if (value === undefined) return null;
  const id = decodeHeaderText(value).replace(/^<|>$/g, '');
  return id === '' ? null : id;
}
