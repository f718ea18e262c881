import { limits } from '../../base/limits';
import { isBreak, PdfSyntaxError, skipSpace } from '../pdf-bytes';
import type { PdfObject, PdfRevision } from '../pdf-model';
import { endOfInlinePicture, startsOperand } from '../change-drawing';
import { readObject } from '../read-object';
import { undoFilters } from '../undo-filters';

/** What a page's drawing leaves open at its end, as a stack of `q` (ISO 32000-2, 8.4.4). */
export interface ContentBalance {
  /** `Q` without a `q` before it */
  readonly missing: number;
  /** `q` without a `Q` behind it, those supplied for `missing` not counted */
  readonly open: number;
}

/** Streams of a page in their order; null where one is none. */
function contentStreams(revision: PdfRevision, contents: PdfObject | undefined): readonly Uint8Array[] | null {
  const resolved = revision.resolve(contents);
  const items = resolved.kind === 'array' ? resolved.items : resolved.kind === 'null' ? [] : [resolved];
  const streams: Uint8Array[] = [];
  let left: number = limits.pdfStreamBytes;
  for (const item of items) {
    const stream = revision.resolve(item);
    const bytes = stream.kind === 'stream' ? undoFilters(stream, (object) => revision.resolve(object), left) : null;
    if (bytes === null) return null;
    left -= bytes.length;
    streams.push(bytes);
  }
  return streams;
}

/**
 * Counts what has to be put before and behind the drawing of a page, so that what follows starts in a clean state. null where the drawing cannot be
 * read to its end, or ends within a text or an inline picture: nothing can be put behind that.
 */
export function contentBalance(revision: PdfRevision, contents: PdfObject | undefined): ContentBalance | null {
  const streams = contentStreams(revision, contents);
  if (streams === null) return null;
  let depth = 0;
  let least = 0;
  let inText = false;
  let marked = 0;
  for (const bytes of streams) {
    try {
      for (let at = skipSpace(bytes, 0, bytes.length); at < bytes.length; at = skipSpace(bytes, at, bytes.length)) {
        if (startsOperand(bytes[at] ?? 0)) {
          at = readObject(bytes, at, bytes.length, false).end;
          continue;
        }
        const start = at;
        at += 1;
        while (at < bytes.length && !isBreak(bytes[at])) at += 1;
        const operator = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 8)));
        if (operator === 'q') depth += 1;
        else if (operator === 'Q') depth -= 1;
        else if (operator === 'BT') inText = true;
        else if (operator === 'ET') inText = false;
        else if (operator === 'BMC' || operator === 'BDC') marked += 1;
        else if (operator === 'EMC') marked -= 1;
        else if (operator === 'BI') at = endOfInlinePicture(bytes, at);
        least = Math.min(least, depth);
      }
    } catch (cause) {
      if (!(cause instanceof PdfSyntaxError)) throw cause;
      return null;
    }
  }
  return inText || marked > 0 || depth - least > limits.pdfOpenStates || -least > limits.pdfOpenStates ? null : { missing: -least, open: depth - least };
}
