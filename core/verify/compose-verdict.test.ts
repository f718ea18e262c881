import { expect, test } from 'vitest';
import type { Check, SignatureChecks } from '../model/verdict';
import { composeVerdict, etsiResult, worstVerdict } from './compose-verdict';

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });
const allPassed: SignatureChecks = { integrity: passed, coverage: passed, identity: passed, binding: passed, path: passed, revocation: passed, time: passed, timestamp: notChecked('none'), algorithm: passed };

const table: readonly (readonly [string, Partial<SignatureChecks>, string])[] = [
  ['everything passed', {}, 'passed valid'],
  ['a certificate without address does not spoil a good signature', { binding: notChecked('noCertificateAddress') }, 'passed valid'],
  ['the digest differs', { integrity: failed('digestMismatch') }, 'failed broken'],
  ['the signature differs', { integrity: failed('signatureMismatch') }, 'failed broken'],
  ['the signature carries another content', { integrity: failed('contentDiffers') }, 'failed broken'],
  ['the structure is broken', { integrity: failed('malformed') }, 'failed malformed'],
  ['an attribute is missing', { integrity: failed('messageDigestAttribute') }, 'failed malformed'],
  ['no signer info at all', { integrity: failed('noSigners') }, 'failed malformed'],
  ['the signer certificate is not at hand', { integrity: notChecked('noSignerCertificate') }, 'indeterminate noSignerCertificate'],
  ['the algorithm is unknown', { integrity: notChecked('unsupportedAlgorithm') }, 'indeterminate unsupported'],
  ['the kind is not built', { integrity: notChecked('notBuilt') }, 'indeterminate unsupported'],
  ['encrypted', { integrity: notChecked('encrypted') }, 'indeterminate encrypted'],
  ['changed after signing', { coverage: failed('changedAfter') }, 'failed changedAfter'],
  ['another signer', { binding: failed('otherSigner') }, 'failed otherSigner'],
  ['a second From', { binding: failed('severalFrom') }, 'failed otherSigner'],
  ['broken outranks another signer', { integrity: failed('digestMismatch'), binding: failed('otherSigner') }, 'failed broken'],
  ['no anchor', { path: failed('noAnchor'), time: notChecked('noAnchor'), revocation: notChecked('pathFailed') }, 'indeterminate noAnchor'],
  ['another signer is not hidden by a missing anchor', { path: failed('noAnchor'), binding: failed('otherSigner') }, 'failed otherSigner'],
  ['a defect of the chain', { path: failed('notAnAuthority'), revocation: notChecked('pathFailed') }, 'indeterminate pathFailed'],
  ['revoked before signing, proven', { revocation: failed('revokedBefore') }, 'failed revoked'],
  ['revoked, time unproven', { revocation: failed('revokedTimeUnproven') }, 'indeterminate revokedTimeUnproven'],
  ['revoked above the signer', { revocation: failed('authorityRevoked') }, 'indeterminate revokedTimeUnproven'],
  ['on hold', { revocation: failed('onHold') }, 'indeterminate revokedTimeUnproven'],
  ['only a list of after the expiry', { revocation: notChecked('listAfterExpiry') }, 'indeterminate revocationUnknown'],
  ['one key under several names', { identity: failed('severalCertificates') }, 'indeterminate noSignerCertificate'],
  ['a time-stamp that failed takes nothing away', { timestamp: failed('imprintMismatch') }, 'passed valid'],
  ['no list at hand', { revocation: notChecked('noList') }, 'indeterminate revocationUnknown'],
  ['list too old', { revocation: notChecked('stale') }, 'indeterminate revocationStale'],
  ['expired', { time: failed('expired') }, 'indeterminate expired'],
  ['not valid yet', { time: failed('notYetValid') }, 'indeterminate pathFailed'],
  ['expired stays expired without a list', { time: failed('expired'), revocation: notChecked('noList') }, 'indeterminate expired'],
  ['weak', { algorithm: failed('weakAlgorithm') }, 'indeterminate weakAlgorithm'],
  ['part only', { coverage: failed('partOnly') }, 'indeterminate partOnly'],
  ['coverage that was not checked is not covered', { coverage: notChecked('malformed') }, 'indeterminate partOnly'],
];

test.each(table)('%s', (_title, checks, expected) => {
  const { verdict, reason } = composeVerdict({ ...allPassed, ...checks });
  expect(`${verdict} ${reason}`).toBe(expected);
});

test('passed needs integrity, coverage, identity, path, revocation, time and algorithm all passed', () => {
  for (const name of ['integrity', 'coverage', 'identity', 'path', 'revocation', 'time', 'algorithm'] as const) {
    for (const check of [failed('anything'), notChecked('anything')]) {
      expect(composeVerdict({ ...allPassed, [name]: check }).verdict).not.toBe('passed');
    }
  }
});

test('the worst of several is failed before indeterminate before passed', () => {
  const good = { verdict: 'passed', reason: 'valid' } as const;
  const unsure = { verdict: 'indeterminate', reason: 'noAnchor' } as const;
  const bad = { verdict: 'failed', reason: 'broken' } as const;
  expect(worstVerdict([good, unsure, bad])).toBe(bad);
  expect(worstVerdict([good, unsure])).toBe(unsure);
  expect(worstVerdict([])).toBeNull();
});

const etsi: readonly (readonly [string, Partial<SignatureChecks>, string])[] = [
  ['nothing is wrong', {}, 'passed null'],
  ['the digest differs', { integrity: failed('digestMismatch') }, 'failed HASH_FAILURE'],
  ['the signature differs', { integrity: failed('signatureMismatch') }, 'failed SIG_CRYPTO_FAILURE'],
  ['the structure is broken', { integrity: failed('malformed') }, 'failed FORMAT_FAILURE'],
  ['the content is not there', { integrity: notChecked('noContent') }, 'indeterminate SIGNED_DATA_NOT_FOUND'],
  ['encrypted', { integrity: notChecked('encrypted') }, 'indeterminate SIGNED_DATA_NOT_FOUND'],
  ['the certificate is not there', { integrity: notChecked('noSignerCertificate'), path: notChecked('noSignerCertificate') }, 'indeterminate NO_SIGNING_CERTIFICATE_FOUND'],
  ['no anchor', { path: failed('noAnchor') }, 'indeterminate NO_CERTIFICATE_CHAIN_FOUND'],
  ['a constraint of the chain', { path: failed('nameConstraints') }, 'indeterminate CHAIN_CONSTRAINTS_FAILURE'],
  ['a wrong signature in the chain', { path: failed('badSignature') }, 'indeterminate CERTIFICATE_CHAIN_GENERAL_FAILURE'],
  ['revoked before, proven', { revocation: failed('revokedBefore') }, 'failed REVOKED'],
  ['revoked, not proven when', { revocation: failed('revokedTimeUnproven') }, 'indeterminate REVOKED_NO_POE'],
  ['an authority revoked', { revocation: failed('authorityRevoked') }, 'indeterminate REVOKED_CA_NO_POE'],
  ['on hold', { revocation: failed('onHold') }, 'indeterminate TRY_LATER'],
  ['expired, revocation unknown', { time: failed('expired'), revocation: notChecked('noList') }, 'indeterminate OUT_OF_BOUNDS_NO_POE'],
  ['expired, known not to be revoked', { time: failed('expired') }, 'indeterminate OUT_OF_BOUNDS_NOT_REVOKED'],
  ['not valid yet', { time: failed('notYetValid') }, 'indeterminate NOT_YET_VALID'],
  ['weak for want of an earlier date', { algorithm: failed('weakAlgorithm') }, 'indeterminate CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
  ['weak at any date', { algorithm: failed('forbiddenAlgorithm') }, 'indeterminate CRYPTO_CONSTRAINTS_FAILURE'],
  ['no list', { revocation: notChecked('noList') }, 'indeterminate TRY_LATER'],
  ['list too old', { revocation: notChecked('stale') }, 'indeterminate TRY_LATER'],
  ['coverage and binding stand beside it', { coverage: failed('changedAfter'), binding: failed('otherSigner') }, 'passed null'],
];

test.each(etsi)('in the words of EN 319 102-1: %s', (_title, checks, expected) => {
  const { indication, sub } = etsiResult({ ...allPassed, ...checks });
  expect(`${indication} ${sub ?? 'null'}`).toBe(expected);
});

test('a sub-indication is named exactly where the indication is not passed', () => {
  for (const [, checks] of [...table, ...etsi]) {
    const { indication, sub } = etsiResult({ ...allPassed, ...checks });
    expect(sub === null).toBe(indication === 'passed');
  }
});
