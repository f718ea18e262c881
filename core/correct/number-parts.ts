import { symbolOf } from '../recognise/number-symbol';

/** A number as its counting part, which is another one each time, and the symbol of the office around it. */
export interface NumberParts {
  readonly ordinal: string;
  readonly symbol: string;
  /** the same number with another symbol */
  readonly withSymbol: (symbol: string) => string;
}

/**
 * `1077/SGDĐT-KTQLCL`, `36/2013/QĐ-UBND`: the symbol stands behind; `ศธ 0201/ว 123`, `ABC.100-1/2/3 (12)`: before the last figures. Null where
 * there is none.
 */
export function numberParts(number: string): NumberParts | null {
  const behind = symbolOf(number);
  if (behind !== null) {
    const ordinal = number.slice(0, number.length - behind.length);
    return { ordinal, symbol: behind, withSymbol: (symbol) => ordinal + symbol };
  }
  const last = /(?<!\p{Nd})(\p{Nd}+)(\P{Nd}*)$/u.exec(number);
  const [, ordinal, tail] = last ?? [];
  const before = number.slice(0, last?.index ?? 0);
  if (ordinal === undefined || tail === undefined || !/\p{L}/u.test(before)) return null;
  return { ordinal: ordinal + tail, symbol: before, withSymbol: (symbol) => symbol + ordinal + tail };
}
