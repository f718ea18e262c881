import { describe, expect, it } from 'vitest';
import type { IsoTime, PartId } from '../../core/model/ids';
import type { Check, Indication, LetterVerdict, SignatureChecks, SignatureVerdict, VerdictReason } from '../../core/model/verdict';
import { commonName, shortVerdict, toneOfCheck, verdictWords } from './verdict-words';

const passed: Check = { state: 'passed', why: null };
const allPassed: SignatureChecks = { integrity: passed, coverage: passed, identity: passed, binding: passed, path: passed, revocation: passed, time: passed, timestamp: { state: 'notChecked', why: 'none' }, algorithm: passed };

function signature(verdict: Indication, reason: VerdictReason, checks: Partial<SignatureChecks> = {}): SignatureVerdict {
  return {
    where: '1', part: null, member: null, kind: 'smime', verdict, reason, etsi: { indication: verdict, sub: null }, role: 'unknown', signer: null, chain: [], signedAt: null, judgedAt: '2026-11-21T02:00:00.000Z' as IsoTime, judgedBy: 'arrival',
    timestamps: [], revocationListAt: null, revocationBy: null, revokedAt: null, names: { holder: 'Sở Nội vụ' }, checks: { ...allPassed, ...checks }, extent: null, digest: null, wanted: [], inputs: [],
  };
}

function letter(one: SignatureVerdict, unsignedParts: readonly PartId[] = []): LetterVerdict {
  return { verdict: one.verdict, reason: one.reason, signatures: [one], unsignedParts, pictures: [], pin: null };
}

const keys = (verdict: LetterVerdict) => verdictWords(verdict, true).sentences.map((one) => one.key);

describe('the words of a verdict', () => {
  it('are green only for what passed', () => {
    expect(verdictWords(letter(signature('passed', 'valid')), true).tone).toBe('good');
    expect(verdictWords(letter(signature('failed', 'broken')), true).tone).toBe('bad');
    expect(verdictWords(letter(signature('indeterminate', 'noAnchor')), true).tone).toBe('warn');
    expect(verdictWords({ verdict: 'unsigned', reason: null, signatures: [], unsignedParts: [], pictures: [], pin: null }, false).tone).toBe('neutral');
  });

  it('say "everything is signed" only when coverage was checked and passed', () => {
    expect(keys(letter(signature('passed', 'valid')))).toEqual(['verdict.covered', 'verdict.valid']);
    expect(keys(letter(signature('passed', 'valid', { coverage: { state: 'notChecked', why: 'document' } })))).toEqual(['verdict.valid']);
  });

  it('say "intact" of an open verdict only when integrity passed', () => {
    expect(keys(letter(signature('indeterminate', 'noAnchor')))).toEqual(['verdict.intact', 'verdict.noAnchor']);
    expect(keys(letter(signature('indeterminate', 'unsupported', { integrity: { state: 'notChecked', why: 'unsupportedAlgorithm' } })))).toEqual(['verdict.unsupported']);
  });

  it('never call a failed signature intact, whatever its checks say', () => {
    expect(keys(letter(signature('failed', 'otherSigner')))).toEqual(['verdict.otherSigner']);
  });

  it('name unsigned parts beside a good signature', () => {
    expect(keys(letter(signature('passed', 'valid'), ['2' as PartId]))).toContain('verdict.unsignedParts');
  });

  it('wait for the second stage instead of calling a signed letter unsigned', () => {
    expect(verdictWords(null, true).headline.key).toBe('verdictHeadline.pending');
    expect(verdictWords(null, false).headline.key).toBe('verdictHeadline.unsigned');
  });
});

it('a check that proves nothing against the signature is amber, one that does is red', () => {
  expect(toneOfCheck({ state: 'failed', why: 'noAnchor' })).toBe('warn');
  expect(toneOfCheck({ state: 'failed', why: 'digestMismatch' })).toBe('bad');
  expect(toneOfCheck({ state: 'notChecked', why: 'noList' })).toBe('neutral');
});

it('a row says nothing about a letter without signature', () => {
  expect(shortVerdict('unsigned', null)).toBeNull();
  expect(shortVerdict('failed', 'broken')?.key).toBe('verdictShort.broken');
});

it('reads the common name out of a distinguished name with escapes', () => {
  expect(commonName('CN=Sở Y tế\\, Long An,O=UBND,C=VN')).toBe('Sở Y tế, Long An');
  expect(commonName('O=Chỉ có tổ chức')).toBe('O=Chỉ có tổ chức');
});
