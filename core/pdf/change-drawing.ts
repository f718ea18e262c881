import { limits } from '../base/limits';
import { boxUnder, matrixOf, times, unitMatrix } from './change-geometry';
import type { Box, Matrix } from './change-geometry';
import { dictionaryOf, nameOf, numberOf } from './change-nodes';
import { isBreak, PdfSyntaxError, skipSpace } from './pdf-bytes';
import type { PdfDictionary, PdfObject, PdfRevision, PdfStream } from './pdf-model';
import { readObject } from './read-object';
import { undoFilters } from './undo-filters';

/** Visible text, roughly where it stands. */
export interface DrawnText extends Box {
  /** null: by a font whose codes say nothing here */
  readonly letters: string | null;
}

/** What a content stream draws, as far as it matters for what it covers. */
export interface Drawing {
  readonly texts: readonly DrawnText[];
  /** its letters where a font of one byte a letter shows them */
  readonly letters: string;
  readonly fills: number;
  /** fills drawn while neither blended nor see-through */
  readonly solidFills: number;
  /** pictures without mask */
  readonly solidPictures: number;
  readonly maskedPictures: number;
  readonly shadings: number;
  /** widest stroke, in units of the page */
  readonly widestStroke: number;
  /** false: damaged, too much, or behind a filter that is not undone here */
  readonly isWhole: boolean;
}

interface State {
  matrix: Matrix;
  size: number;
  leading: number;
  invisible: boolean;
  wide: boolean;
  soft: boolean;
  lineWidth: number;
}

interface Work {
  bytes: number;
  operators: number;
}

/** spent by everything that is looked at in one revision: forms may have thousands of fields, each drawing megabytes */
const works = new WeakMap<PdfRevision, Work>();

function workFor(revision: PdfRevision): Work {
  const known: Work = works.get(revision) ?? { bytes: limits.pdfDrawingTotalBytes, operators: limits.pdfDrawingTotalOperators };
  works.set(revision, known);
  return known;
}

class DrawingReader {
  readonly texts: DrawnText[] = [];
  letters = '';
  fills = 0;
  solidFills = 0;
  solidPictures = 0;
  maskedPictures = 0;
  shadings = 0;
  widestStroke = 0;
  isWhole = true;
  private operators = 0;
  private bytesLeft: number = limits.pdfDrawingBytes;
  private readonly work: Work;
  private state: State = { matrix: unitMatrix, size: 1, leading: 0, invisible: false, wide: false, soft: false, lineWidth: 1 };
  private saved: State[] = [];
  private text: Matrix = unitMatrix;
  private line: Matrix = unitMatrix;

  constructor(private readonly revision: PdfRevision) {
    this.work = workFor(revision);
  }

  private unfold(stream: PdfStream): Uint8Array | null {
    const bytes = undoFilters(stream, (object) => this.revision.resolve(object), Math.max(0, Math.min(this.bytesLeft, this.work.bytes)));
    this.bytesLeft -= bytes?.length ?? stream.raw.length;
    this.work.bytes -= bytes?.length ?? stream.raw.length;
    return bytes;
  }

  drawForm(stream: PdfStream, resources: PdfDictionary | null, matrix: Matrix, depth: number): void {
    const bytes = depth > limits.pdfDrawingDepth ? null : this.unfold(stream);
    if (bytes === null) {
      this.isWhole = false;
      return;
    }
    const { state, saved, text, line } = this;
    this.state = { ...state, matrix: times(matrixOf(this.revision, stream.dictionary.entries.get('Matrix')), matrix) };
    this.saved = [];
    this.drawBytes(bytes, dictionaryOf(this.revision, stream.dictionary.entries.get('Resources')) ?? resources, depth);
    Object.assign(this, { state, saved, text, line });
  }

  drawPage(streams: readonly PdfStream[], resources: PdfDictionary | null): void {
    // streams of one page are one: a token may not, but a state does, run on from one to the next
    for (const stream of streams) {
      const bytes = this.unfold(stream);
      if (bytes === null) {
        this.isWhole = false;
        continue;
      }
      this.drawBytes(bytes, resources, 0);
    }
  }

  private drawBytes(bytes: Uint8Array, resources: PdfDictionary | null, depth: number): void {
    const operands: PdfObject[] = [];
    let at = 0;
    try {
      for (at = skipSpace(bytes, at, bytes.length); at < bytes.length; at = skipSpace(bytes, at, bytes.length)) {
        const byte = bytes[at] ?? 0;
        if (startsOperand(byte)) {
          const read = readObject(bytes, at, bytes.length, false);
          if (operands.length < 64) operands.push(read.object);
          at = read.end;
          continue;
        }
        const start = at;
        at += 1;
        while (at < bytes.length && !isBreak(bytes[at])) at += 1;
        const operator = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 8)));
        this.operators += 1;
        this.work.operators -= 1;
        if (this.operators > limits.pdfDrawingOperators || this.work.operators < 0) {
          this.isWhole = false;
          return;
        }
        if (operator === 'BI') {
          this.solidPictures += 1;
          at = endOfInlinePicture(bytes, at);
        } else this.obey(operator, operands, resources, depth);
        operands.length = 0;
      }
    } catch (cause) {
      if (!(cause instanceof PdfSyntaxError)) throw cause;
      this.isWhole = false;
    }
  }

  private obey(operator: string, operands: readonly PdfObject[], resources: PdfDictionary | null, depth: number): void {
    const { state } = this;
    const number = (index: number): number => {
      const value = operands[index];
      return value?.kind === 'number' ? value.value : 0;
    };
    switch (operator) {
      case 'q':
        if (this.saved.length < 512) this.saved.push({ ...state });
        return;
      case 'Q':
        this.state = this.saved.pop() ?? state;
        return;
      case 'cm':
        state.matrix = times([number(0), number(1), number(2), number(3), number(4), number(5)], state.matrix);
        return;
      case 'BT':
        this.text = unitMatrix;
        this.line = unitMatrix;
        return;
      case 'Tf':
        state.size = number(1);
        state.wide = this.isWideFont(operands[0], resources);
        return;
      case 'TL':
        state.leading = number(0);
        return;
      case 'Tr':
        state.invisible = number(0) === 3 || number(0) === 7;
        return;
      case 'Tm':
        this.line = [number(0), number(1), number(2), number(3), number(4), number(5)];
        this.text = this.line;
        return;
      case 'Td':
      case 'TD':
        if (operator === 'TD') state.leading = -number(1);
        this.nextLine(number(0), number(1));
        return;
      case 'T*':
        this.nextLine(0, -state.leading);
        return;
      case 'Tj':
      case 'TJ':
        this.show(operands[0]);
        return;
      case '\'':
      case '"':
        this.nextLine(0, -state.leading);
        this.show(operands.at(-1));
        return;
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        this.fills += 1;
        if (!state.soft) this.solidFills += 1;
        return;
      case 'S':
      case 's':
        this.widestStroke = Math.max(this.widestStroke, state.lineWidth * Math.hypot(state.matrix[0], state.matrix[1]));
        return;
      case 'w':
        state.lineWidth = number(0);
        return;
      case 'sh':
        this.shadings += 1;
        return;
      case 'gs':
        this.takeState(operands[0], resources);
        return;
      case 'Do':
        this.drawObject(operands[0], resources, depth);
        return;
      default:
    }
  }

  private resource(kind: string, name: PdfObject | undefined, resources: PdfDictionary | null): PdfObject {
    const all = dictionaryOf(this.revision, resources?.entries.get(kind));
    return this.revision.resolve(name?.kind === 'name' ? all?.entries.get(name.name) : undefined);
  }

  private isWideFont(name: PdfObject | undefined, resources: PdfDictionary | null): boolean {
    const font = this.resource('Font', name, resources);
    return font.kind === 'dictionary' && nameOf(this.revision, font.entries.get('Subtype')) === 'Type0';
  }

  private takeState(name: PdfObject | undefined, resources: PdfDictionary | null): void {
    const taken = this.resource('ExtGState', name, resources);
    if (taken.kind !== 'dictionary') return;
    const blend = nameOf(this.revision, taken.entries.get('BM'));
    const alpha = numberOf(this.revision, taken.entries.get('ca'));
    if (blend !== null || alpha !== null) this.state.soft = blend === 'Multiply' || blend === 'Darken' || (alpha !== null && alpha <= 0.6);
    const width = numberOf(this.revision, taken.entries.get('LW'));
    if (width !== null) this.state.lineWidth = width;
  }

  private drawObject(name: PdfObject | undefined, resources: PdfDictionary | null, depth: number): void {
    const drawn = this.resource('XObject', name, resources);
    if (drawn.kind !== 'stream') return;
    const { entries } = drawn.dictionary;
    if (nameOf(this.revision, entries.get('Subtype')) === 'Form') {
      this.drawForm(drawn, resources, this.state.matrix, depth + 1);
      return;
    }
    const masked = entries.has('SMask') || entries.has('Mask') || this.revision.resolve(entries.get('ImageMask')).kind === 'boolean';
    if (masked) this.maskedPictures += 1;
    else this.solidPictures += 1;
  }

  private nextLine(x: number, y: number): void {
    this.line = times([1, 0, 0, 1, x, y], this.line);
    this.text = this.line;
  }

  private show(shown: PdfObject | undefined): void {
    const { state } = this;
    const strings = shown?.kind === 'array' ? shown.items : shown === undefined ? [] : [shown];
    let count = 0;
    let letters = '';
    for (const string of strings) {
      if (string.kind !== 'string') continue;
      count += string.bytes.length;
      if (!state.wide && letters.length < 1000) letters += String.fromCharCode(...string.bytes.subarray(0, 1000));
    }
    if (this.letters.length < 10_000) this.letters += letters;
    // half a square for a letter is near enough for asking what lies over what
    const width = (state.wide ? count / 2 : count) * 0.5 * state.size;
    const place = times(this.text, state.matrix);
    this.text = times([1, 0, 0, 1, width, 0], this.text);
    if (state.invisible || count === 0 || this.texts.length >= limits.pdfDrawingOperators) return;
    this.texts.push({ ...boxUnder(place, { left: 0, bottom: 0, right: width, top: state.size * 0.7 }), letters: state.wide ? null : letters });
  }
}

export function startsOperand(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e || byte === 0x2f || byte === 0x28 || byte === 0x3c || byte === 0x5b;
}

/** Behind the `EI` of an inline picture: one that stands between white space. */
export function endOfInlinePicture(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 2 < bytes.length; at += 1) {
    if (bytes[at + 1] === 0x45 && bytes[at + 2] === 0x49 && isBreak(bytes[at]) && isBreak(bytes[at + 3])) return at + 3;
  }
  return bytes.length;
}

/** What the content of a page draws; annotations are not part of it. */
export function pageDrawing(revision: PdfRevision, contents: PdfObject | undefined, resources: PdfDictionary | null): Drawing {
  const resolved = revision.resolve(contents);
  const streams = (resolved.kind === 'array' ? resolved.items.slice(0, 4096).map((item) => revision.resolve(item)) : [resolved]).filter((item) => item.kind === 'stream');
  const reader = new DrawingReader(revision);
  reader.drawPage(streams, resources);
  return reader;
}

/** What a form XObject (an appearance) draws, in its own space. */
export function formDrawing(revision: PdfRevision, form: PdfStream): Drawing {
  const reader = new DrawingReader(revision);
  reader.drawForm(form, null, unitMatrix, 0);
  return reader;
}
