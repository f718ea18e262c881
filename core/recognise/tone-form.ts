/** "HOẢ" and "HỎA", "UỶ" and "ỦY" are two ways to place the same tone; both are met in print. Lower case, NFC. */
export function toneForm(value: string): string {
  return value.normalize('NFD').replaceAll(/([oOuU])([aAeEyY])([\u0300\u0301\u0303\u0309\u0323])/g, '$1$3$2').normalize('NFC').toLowerCase();
}
