export type Strength = 'tooShort' | 'weak' | 'fair' | 'good';

/** shortest passphrase that is taken, in characters */
export const passphraseLeast = 12;

/**
 * A hint, not a judgement: length counts most, a few different characters are needed for it to count, and rows of the
 * keyboard or one repeated character do not.
 */
export function passphraseStrength(passphrase: string): Strength {
  const characters = [...passphrase];
  if (characters.length < passphraseLeast) return 'tooShort';
  const different = new Set(characters.map((one) => one.toLowerCase())).size;
  if (different < 6 || runs(characters) > characters.length / 2) return 'weak';
  const words = passphrase.trim().split(/\s+/).length;
  return characters.length >= 20 || words >= 4 ? 'good' : 'fair';
}

/** characters that merely repeat or continue the one before: aaaa, 1234, 4321 */
function runs(characters: readonly string[]): number {
  return characters.filter((one, index) => {
    const before = characters[index - 1];
    return before !== undefined && Math.abs((one.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1;
  }).length;
}
