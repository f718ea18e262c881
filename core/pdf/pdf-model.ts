/**
 * PDF as bytes and objects (ISO 32000-2 clause 7), read by ourselves where signatures are concerned: what a renderer repairs silently is
 * exactly what an attacker hides in. PDFium draws and gives text; it never says what was signed.
 */
export type PdfObject =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** integer or real */
  | { readonly kind: 'number'; readonly value: number }
  /** bytes after unescaping, hexadecimal or literal; `start` and `end`: where it stands in the file, delimiters included */
  | { readonly kind: 'string'; readonly bytes: Uint8Array; readonly start: number; readonly end: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly PdfObject[] }
  | PdfDictionary
  | PdfStream
  | PdfReference;

export interface PdfDictionary {
  readonly kind: 'dictionary';
  /** a key given twice is `duplicateKeys`: readers differ in which one they take */
  readonly entries: ReadonlyMap<string, PdfObject>;
  readonly duplicateKeys: boolean;
}

export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  /** as it lies in the file, filters not undone */
  readonly raw: Uint8Array;
}

export interface PdfReference {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}

/** Where an object's bytes lie. */
export interface ObjectPlace {
  readonly number: number;
  readonly generation: number;
  /** byte offset of `n g obj`; of the object stream, where it lies in one */
  readonly offset: number;
  /** number of the object stream it lies in; null: in the file itself */
  readonly inStream: number | null;
  /** which object of that stream the cross-reference says it is */
  readonly index: number | null;
}

/** One revision: everything up to its own %%EOF, with the cross-reference that was in force then. */
export interface PdfRevision {
  /** 1 is the first */
  readonly index: number;
  /** the revision is the file's bytes [0, end) */
  readonly end: number;
  /** objects this revision itself brings or replaces, by number; null: it frees that number */
  readonly own: ReadonlyMap<number, ObjectPlace | null>;
  readonly trailer: PdfDictionary;
  /** object in force in this revision (its own or an older one's); null kind where there is none. Never throws; bounded by limits */
  resolve(object: PdfObject | undefined): PdfObject;
  /** as `resolve`, by number; undefined where it is free */
  object(number: number): PdfObject | undefined;
  /** all numbers in use in this revision */
  numbers(): readonly number[];
  /** what was odd while reading this revision: `PdfOddity` in `oddities.ts`; grows as objects are asked for */
  readonly oddities: readonly string[];
}

export interface PdfFile {
  readonly bytes: Uint8Array;
  /** oldest first; at least one */
  readonly revisions: readonly PdfRevision[];
  readonly encrypted: boolean;
}

/** A signature dictionary with the field it is the value of, as a reader of the whole file finds it. */
export interface PdfSignature {
  readonly fieldName: string;
  /** object numbers of the field (0: no field has it as value) and of the signature dictionary */
  readonly field: number;
  readonly value: number;
  readonly dictionary: PdfDictionary;
  /** /SubFilter, without the slash; null where it has none */
  readonly subFilter: string | null;
  /** /Type DocTimeStamp, or subfilter ETSI.RFC3161 */
  readonly isTimestamp: boolean;
  readonly byteRange: readonly number[];
  /** decoded /Contents */
  readonly contents: Uint8Array;
  /** the law of the byte range: `[0 a b c]`, gap exactly the /Contents string, ends at an %%EOF of a revision; else a closed code of what is wrong */
  readonly rangeFault: string | null;
  /** revision that ends where its byte range ends; null where none does */
  readonly revision: number | null;
  /** DocMDP /P of this signature's own references, which it signs, whether or not the catalog's /Perms names it; null: none */
  readonly certification: 1 | 2 | 3 | null;
  /** FieldMDP: fields locked by it; null: none */
  readonly locks: { readonly action: 'All' | 'Include' | 'Exclude'; readonly fields: readonly string[] } | null;
  /** /M of the dictionary, only ever shown */
  readonly claimedAt: string | null;
}
