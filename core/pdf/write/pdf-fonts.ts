/** TrueType files whose letters are embedded, subset to what is used. Core has no disk: whoever calls brings them. */
export interface PdfFonts {
  /** metric-compatible with Times New Roman, which Nghị định 30/2020/NĐ-CP prescribes */
  readonly upright: Uint8Array;
  /** for the line of place and date; null: upright is used */
  readonly italic: Uint8Array | null;
  /** for letters the others lack; null: there is none */
  readonly thai: Uint8Array | null;
}
