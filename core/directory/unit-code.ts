/** characters, QĐ 20/2020/QĐ-TTg, Article 5 */
const mostCharacters = 35;

/**
 * A code of electronic exchange in its one form: groups of digits and capitals joined by points, up to 35 characters (QĐ 20/2020/QĐ-TTg: `H49.64.33`). The older form of
 * QCVN 102:2016/BTTTT, thirteen characters in four groups (`000.00.00.G22`), is built of the same characters. Null: none.
 */
export function unitCode(text: string): string | null {
  const code = text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  return code.length <= mostCharacters && /^[A-Z0-9]{1,35}(?:\.[A-Z0-9]{1,35}){0,17}$/.test(code) && /\d/.test(code) ? code : null;
}
