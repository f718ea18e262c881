/** A property of [MS-DOC] 2.2.5.1 with its operand. */
export interface Sprm {
  readonly code: number;
  /** the operand's first one or two bytes as a number */
  readonly value: number;
}

// [MS-DOC] 2.6: the properties that decide what is read
export const sprm = { deleted: 0x0800, hidden: 0x083c, font: 0x4a4f, rowEnd: 0x2417 } as const;

/** Operand sizes by the three highest bits of a code; 0: the first byte tells. */
const operandSizes = [1, 1, 2, 4, 2, 2, 0, 3] as const;
const tableDefinition = 0xd608;

/** Properties of a run or paragraph in order; ends where they are malformed. */
export function* sprmsOf(properties: Uint8Array): Generator<Sprm> {
  let at = 0;
  while (at + 3 <= properties.length) {
    const code = (properties[at] ?? 0) | ((properties[at + 1] ?? 0) << 8);
    at += 2;
    const first = properties[at] ?? 0;
    const second = properties[at + 1] ?? 0;
    const fixed = operandSizes[code >>> 13] ?? 1;
    yield { code, value: fixed === 2 ? first | (second << 8) : first };
    at += fixed !== 0 ? fixed : code === tableDefinition ? (first | (second << 8)) + 1 : first + 1;
  }
}
