import { expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength';

it('four words are good, repetition and keyboard rows are not', () => {
  expect(passphraseStrength('ngựa pin ghim đúng')).toBe('good');
  expect(passphraseStrength('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe('weak');
  expect(passphraseStrength('1234567890123456')).toBe('weak');
  expect(passphraseStrength('ngắn quá')).toBe('tooShort');
  expect(passphraseStrength('Xq7pVn2mKd9w')).toBe('fair');
});

it('counts characters, not code units', () => {
  expect(passphraseStrength('😀😃😄😁😆😅')).toBe('tooShort');
});
