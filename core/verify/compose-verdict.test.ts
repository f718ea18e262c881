import { expect, test } from 'vitest';
import type { Check, SignatureChecks } from '../model/verdict';
import { composeVerdict, worstVerdict } from './compose-verdict';

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

test('passed needs integrity, coverage, path, revocation, time and algorithm all passed', () => {
  for (const name of ['integrity', 'coverage', 'path', 'revocation', 'time', 'algorithm'] as const) {
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
