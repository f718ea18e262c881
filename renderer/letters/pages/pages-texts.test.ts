import { expect, it } from 'vitest';
import en from '../../../assets/locales/parts/pages.en.json';
import vi from '../../../assets/locales/parts/pages.vi.json';
import type { PagesFailure } from '../../../core/contract/pages';

// `satisfies` keeps the list whole: a new member of the union is a compile error here until it has a text
const failures = {
  pdfEncrypted: 1, pdfBroken: 1, pdfTooLarge: 1, notReadable: 1, noSuchPart: 1, pageBroken: 1, engineMissing: 1, engineFailed: 1, gaveUp: 1,
} satisfies Record<PagesFailure, 1>;

it('every reason why a page is not shown has a sentence, and none has a sentence that nobody says', () => {
  expect(Object.keys(vi.failure).sort()).toEqual(Object.keys(failures).sort());
  expect(Object.keys(en.failure).sort()).toEqual(Object.keys(failures).sort());
});
