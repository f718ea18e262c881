import { describe, expect, it } from 'vitest';
import type { IsoTime, PartId } from '../../../core/model/ids';
import type { Check, Indication, LetterVerdict, SignatureChecks, SignatureVerdict, VerdictReason } from '../../../core/model/verdict';
import type { DocumentVerdict } from '../../../core/verify/document-verdicts';
import { commonName } from './signature-words';
import { rolesWords } from './signer-roles';
import { shortVerdict, toneOfCheck } from './verdict-tone';
import { documentWords, verdictWords } from './verdict-words';

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
    const one = letter(signature('passed', 'valid'), ['2' as PartId]);
    expect(keys(one)).toContain('verdict.unsignedParts');
    expect(verdictWords(one, true, { unsigned: ['part 2'] }).sentences.at(-1)).toEqual({ key: 'verdict.unsignedList', values: { parts: 'part 2' } });
  });

  it('wait for the second stage instead of calling a signed letter unsigned', () => {
    expect(verdictWords(null, true).headline.key).toBe('verdictHeadline.pending');
    expect(verdictWords(null, false).headline.key).toBe('verdictHeadline.unsigned');
  });

  it('say "everything is signed" of a file with later changes only as far as they are permitted', () => {
    const extent = { prefixBytes: 10, revision: 1, revisions: 2, certification: null, changes: [{ what: 'formFilled', permitted: 'yes' as const, revision: 2, place: 'A' }], outside: [] };
    const [covered] = verdictWords(letter({ ...signature('passed', 'valid'), kind: 'pdf', extent }), true).sentences;
    expect(covered).toEqual({ key: 'verdict.covered', values: { what: 'extended' } });
  });

  it('lean on the name of the holder where a certificate has no address to compare with the sender', () => {
    expect(keys(letter(signature('passed', 'valid', { binding: { state: 'notChecked', why: 'noCertificateAddress' } })))).toEqual(['verdict.covered', 'verdict.valid', 'verdict.uncompared']);
  });

  it('do not call a certificate revoked that is on hold', () => {
    const held = (why: string) => verdictWords(letter(signature('indeterminate', 'revokedTimeUnproven', { revocation: { state: 'failed', why } })), true).sentences.at(-1)?.values['held'];
    expect([held('onHold'), held('revokedNoPoe')]).toEqual(['yes', 'no']);
  });

  it('promise to fetch what is missing only where policy lets that be done', () => {
    const missing = signature('indeterminate', 'revocationUnknown', { revocation: { state: 'notChecked', why: 'noList' } });
    const promised = (fetching: 'never' | 'automatic') => verdictWords(letter(missing), true, { fetching }).sentences.at(-1)?.values['fetching'];
    expect([promised('never'), promised('automatic')]).toEqual(['never', 'automatic']);
  });

  it('name the file a verdict is about where there is more than one thing it could be about', () => {
    const pdf: SignatureVerdict = { ...signature('failed', 'changedAfter'), kind: 'pdf', part: '2' as PartId, where: '2' };
    const said = (one: LetterVerdict) => verdictWords(one, true, { nameOf: () => 'qd.pdf' }).headline;
    expect(said(letter(pdf)).key).toBe('verdictHeadline.failed');
    expect(said(letter(pdf, ['3' as PartId]))).toEqual({ key: 'verdictIn.failed', values: { name: 'qd.pdf' } });
  });

  it('name a trusted time-stamp that came too late to prove anything of an expired certificate', () => {
    const at = (day: string) => `2026-${day}T00:00:00.000Z` as IsoTime;
    const signer = { holder: 'A', addresses: [], issuer: 'CN=B', notAfter: at('09-13') } as unknown as NonNullable<SignatureVerdict['signer']>;
    const stamped = (day: string, verdict: Indication): SignatureVerdict => ({ ...signature('indeterminate', 'expired'), signer, timestamps: [{ kind: 'document', at: at(day), verdict, why: null, authority: null }] });
    const stamp = (one: SignatureVerdict) => verdictWords(letter(one), true).sentences.at(-1)?.values['stamp'];
    expect([stamp(stamped('11-22', 'passed')), stamp(stamped('11-22', 'indeterminate')), stamp(stamped('09-01', 'passed'))]).toEqual(['late', 'none', 'none']);
  });

  it('call a picture of a seal a picture, and no signature', () => {
    const pictures = [{ part: '2' as PartId, member: null, page: 1, what: 'seal' as const }];
    expect(verdictWords(null, false, { pictures }).headline.key).toBe('verdictHeadline.pictureOnly');
    const document: DocumentVerdict = { part: '2' as PartId, member: null, name: 'a.pdf', verdict: 'unsigned', reason: null, signatures: [], signedBy: { person: false, agency: false, unclear: false }, pictures };
    expect(documentWords(document, 'automatic')).toEqual({ tone: 'neutral', headline: { key: 'verdictHeadline.pictureOnly', values: {} }, sentences: [] });
    expect(documentWords({ ...document, pictures: [] }, 'automatic')).toBeNull();
  });
});

it('a check that proves nothing against the signature is amber, one that does is red', () => {
  expect(toneOfCheck({ state: 'failed', why: 'noAnchor' })).toBe('warn');
  expect(toneOfCheck({ state: 'failed', why: 'digestMismatch' })).toBe('bad');
  expect(toneOfCheck({ state: 'notChecked', why: 'noList' })).toBe('neutral');
});

describe('the two signatures of an official document', () => {
  const words = (signedBy: DocumentVerdict['signedBy'], verdict: DocumentVerdict['verdict'] = 'passed', part: PartId | null = '2' as PartId) => rolesWords({ part, verdict, signedBy })?.key ?? null;
  const [both, person, agency] = [{ person: true, agency: true, unclear: false }, { person: true, agency: false, unclear: false }, { person: false, agency: true, unclear: false }];

  it('are said to be there or to be missing', () => {
    expect([words(both), words(person), words(agency)]).toEqual(['roles.both', 'roles.noAgency', 'roles.noPerson']);
  });

  it('are never called missing where one signature does not tell whose it is, nor where it is void, nor of a letter', () => {
    expect([words({ ...person, unclear: true }), words(both, 'failed'), words(person, 'passed', null)]).toEqual([null, null, null]);
  });
});

it('a row says nothing about a letter without signature', () => {
  expect(shortVerdict('unsigned', null)).toBeNull();
  expect(shortVerdict('failed', 'broken')?.key).toBe('verdictShort.broken');
});

it('reads the common name out of a distinguished name with escapes', () => {
  expect(commonName('CN=Sở Y tế\\, Long An,O=UBND,C=VN')).toBe('Sở Y tế, Long An');
  expect(commonName('O=Chỉ có tổ chức')).toBe('O=Chỉ có tổ chức');
});
