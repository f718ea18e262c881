import type { PdfDictionary, PdfObject, PdfReference } from '../pdf-model';

/** Objects as they are written (ISO 32000-2, 7.3): one spelling each, none that readers differ about. */

export const pdfNull: PdfObject = { kind: 'null' };
export const pdfName = (name: string): PdfObject => ({ kind: 'name', name });
export const pdfNumber = (value: number): PdfObject => ({ kind: 'number', value });
export const pdfArray = (items: readonly PdfObject[]): PdfObject => ({ kind: 'array', items });
export const pdfReference = (number: number, generation = 0): PdfReference => ({ kind: 'reference', number, generation });
export const pdfBytes = (bytes: Uint8Array): PdfObject => ({ kind: 'string', bytes, start: -1, end: -1 });

export function pdfDictionary(entries: Readonly<Record<string, PdfObject>>): PdfDictionary {
  return { kind: 'dictionary', entries: new Map(Object.entries(entries)), duplicateKeys: false };
}

/** The dictionary with entries added or replaced; the order of the others is kept. */
export function withEntries(dictionary: PdfDictionary, entries: Readonly<Record<string, PdfObject>>): PdfDictionary {
  return { kind: 'dictionary', entries: new Map([...dictionary.entries, ...Object.entries(entries)]), duplicateKeys: false };
}

/** A text string (7.9.2.2): as it is where it is ASCII, else UTF-16 with its mark. */
export function pdfText(text: string): PdfObject {
  const wide = /[^ -~]/.test(text);
  return pdfBytes(wide ? Uint8Array.from(`\ufeff${text}`.split('').flatMap((unit) => [unit.charCodeAt(0) >> 8, unit.charCodeAt(0) & 0xff])) : latinBytes(text));
}

export function latinBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Exactly as it was read, so that what is written again is the same; no exponent, for PDF knows none. */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(10).replace(/(?<!0)0+$/, '').replace(/\.$/, '') : text;
}

/** A coordinate of ours: a ten-thousandth of a point is nothing. */
export function coordinate(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

export function operand(value: number): string {
  return numberText(coordinate(value));
}

function nameText(name: string): string {
  return `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}

/** ASCII text of an object. A stream has bytes of its own and is written by `streamObject`: given here, it is a bug. */
export function objectText(object: PdfObject): string {
  switch (object.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(object.value);
    case 'number':
      return numberText(object.value);
    case 'name':
      return nameText(object.name);
    case 'string':
      return object.bytes.every((byte) => byte >= 32 && byte < 127 && byte !== 40 && byte !== 41 && byte !== 92) ? `(${String.fromCharCode(...object.bytes)})` : `<${hexOf(object.bytes)}>`;
    case 'array':
      return `[${object.items.map(objectText).join(' ')}]`;
    case 'dictionary':
      return `<< ${[...object.entries].map(([key, value]) => `${nameText(key)} ${objectText(value)}`).join(' ')} >>`;
    case 'reference':
      return `${object.number} ${object.generation} R`;
    case 'stream':
      throw new Error('a stream inside an object');
  }
}

/** Body of a stream object; /Length is put in here. */
export function streamBody(dictionary: PdfDictionary, data: Uint8Array): Uint8Array {
  return joinBytes([latinBytes(`${objectText(withEntries(dictionary, { Length: pdfNumber(data.length) }))}\nstream\n`), data, latinBytes('\nendstream')]);
}
