import { expect, test } from 'vitest';
import en from '../../assets/locales/parts/signature-law.en.json';
import vi from '../../assets/locales/parts/signature-law.vi.json';
import { timestampWhys } from './timestamp-why';

test('every reason for which a time-stamp is not used has a sentence in both languages', () => {
  for (const texts of [vi, en]) expect(Object.keys(texts.timestamp.why).sort()).toEqual([...timestampWhys].sort());
});
