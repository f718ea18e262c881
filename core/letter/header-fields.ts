import { limits } from '../base/limits';
import type { HeaderField, Problem } from '../model/letter';
import { latin1Of } from './latin1';

const lf = 0x0a;
const cr = 0x0d;

export interface HeaderScan {
  readonly fields: readonly HeaderField[];
  /** offset after the empty line that ends the header block */
  readonly bodyStart: number;
  readonly problems: readonly Problem[];
}

/** LF ends lines (a CR before it belongs to the break); only a letter without any LF is read with CR as line end. */
export function lineEndOf(raw: Uint8Array): number {
  return raw.indexOf(lf) === -1 ? cr : lf;
}

// RFC 5322, 2.2; blanks before the colon are obsolete (4.5) but seen
const fieldStart = /^([!-9;-~]+)[ \t]*:/;

/**
 * Fields between `start` and the first empty line (or `end`), unfolded; values are bytes as Latin-1 characters.
 * A block that does not begin like a header has no fields and its body starts at `start`.
 */
export function scanHeaderFields(raw: Uint8Array, start: number, end: number, lineEnd: number): HeaderScan {
  const fields: HeaderField[] = [];
  const problems = new Set<string>();
  const keepUntil = start + limits.headerBlockBytes;
  let name: string | null = null;
  let value: string[] = [];
  const close = (): void => {
    if (name !== null) fields.push({ name, value: value.join('').trim() });
    name = null;
  };
  let at = start;
  let bodyStart = end;
  let full = false;
  while (at < end) {
    let lineStop = raw.indexOf(lineEnd, at);
    if (lineStop === -1 || lineStop >= end) lineStop = end;
    const next = Math.min(lineStop + 1, end);
    const textStop = lineEnd === lf && lineStop > at && raw[lineStop - 1] === cr ? lineStop - 1 : lineStop;
    if (textStop === at) {
      bodyStart = next;
      break;
    }
    const first = raw[at];
    if (full || at >= keepUntil) {
      problems.add('headerTooLarge');
    } else if ((first === 0x20 || first === 0x09) && name !== null) {
      // RFC 5322, 2.2.3: unfolding removes the break only
      value.push(latin1Of(raw.subarray(at, Math.min(textStop, keepUntil))));
    } else {
      const line = latin1Of(raw.subarray(at, Math.min(textStop, keepUntil)));
      const match = fieldStart.exec(line);
      if (match !== null) {
        close();
        full = fields.length >= limits.headerFields;
        if (full) {
          problems.add('headerTooLarge');
        } else {
          name = match[1] ?? '';
          value = [line.slice(match[0].length)];
        }
      } else if (isBlank(line)) {
        // blanks alone where a field should stand: the empty line, spoilt in transport
        bodyStart = next;
        break;
      } else if (fields.length === 0 && name === null && !line.startsWith('From ') && !line.startsWith('>From ')) {
        bodyStart = at;
        if (at > start || end > start) problems.add('headerMissing');
        break;
      } else if (line.startsWith('--')) {
        problems.add('headerMalformed');
        bodyStart = at;
        break;
      } else if (!/^>?From /.test(line)) {
        problems.add('headerMalformed');
      }
    }
    at = next;
  }
  close();
  return { fields, bodyStart, problems: [...problems].map((code) => ({ code })) };
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

/** Values of every field of that name, in order; names compare without case. */
export function fieldValues(fields: readonly HeaderField[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === wanted).map((field) => field.value);
}
