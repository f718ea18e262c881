import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GuardFinding } from '../../core/guard/guard-finding';
import { isToFill } from './finding-words';

// `satisfies` keeps the list whole: a new code is a compile error here until it has its sentences
const codes = {
  noAddressees: 1, addressMissing: 1, addressMalformed: 1, emptySubject: 1, emptyBody: 1, attachmentNamed: 1, annexNamed: 1, noDocumentFile: 1, tooLarge: 1, unitNotAddressed: 1, bccOfficial: 1, endedUnit: 1, sameFileTwice: 1, emptyFile: 1,
  summaryMissing: 1, signerMissing: 1, answerDayPast: 1, sendAtPast: 1, noRecipientCertificate: 1, otherDomain: 1, freeWebmail: 1, otherAccount: 1, secret: 1, financial: 1, medicalReferral: 1, unsigned: 1,
} satisfies Record<GuardFinding['code'], 1>;

describe.each(['vi', 'en'])('in %s', (language) => {
  const texts = JSON.parse(readFileSync(join(import.meta.dirname, `../../assets/locales/parts/guard.${language}.json`), 'utf8')) as Record<string, Record<string, string> | string>;

  it('every finding says what it is, why it matters and what to do', () => {
    const sentences = (code: string): readonly string[] => (typeof texts[code] === 'object' ? Object.keys(texts[code]).toSorted() : []);
    expect(Object.keys(codes).filter((code) => sentences(code).join() !== 'next,what,why')).toEqual([]);
  });
});

it('what a person has to write anyway is no warning while they write; what the office forbids always is', () => {
  const finding = (code: GuardFinding['code']): GuardFinding => ({ rule: 'block', code, about: {} });
  expect([isToFill(finding('noAddressees')), isToFill(finding('secret')), isToFill(finding('freeWebmail')), isToFill(finding('tooLarge'))]).toEqual([true, false, false, false]);
});
