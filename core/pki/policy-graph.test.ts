import { expect, test } from 'vitest';
import type { Certificate } from './certificate';
import { anyPolicyInputs, satisfiesPolicies } from './policy-graph';

interface Shape {
  readonly policies: readonly string[] | null;
  readonly mappings?: readonly { readonly issuer: string; readonly subject: string }[];
  readonly requireExplicit?: number;
}

let count = 0;

function certificate({ policies, mappings = [], requireExplicit }: Shape): Certificate {
  count += 1;
  const extensions = { policies, policyMappings: mappings, requireExplicitPolicy: requireExplicit ?? null, inhibitPolicyMapping: null, inhibitAnyPolicy: null };
  return { subject: { key: `s${count}` }, issuer: { key: `i${count}` }, extensions } as unknown as Certificate;
}

const satisfied = (shapes: readonly Shape[], initial: readonly string[] | null = null): boolean =>
  satisfiesPolicies(shapes.map(certificate), { ...anyPolicyInputs, initialPolicies: initial, explicitPolicy: initial !== null });

test('without a demand no policy is needed', () => {
  expect(satisfied([{ policies: null }, { policies: null }])).toBe(true);
});

test('a demanded policy must run through the whole path', () => {
  expect(satisfied([{ policies: ['1.1'] }, { policies: ['1.1'] }], ['1.1'])).toBe(true);
  expect(satisfied([{ policies: ['1.1'] }, { policies: ['1.2'] }], ['1.1'])).toBe(false);
  expect(satisfied([{ policies: ['1.1'] }, { policies: null }], ['1.1'])).toBe(false);
});

test('a mapped policy counts under the name of the upper domain', () => {
  const path = [{ policies: ['1.1'], mappings: [{ issuer: '1.1', subject: '2.1' }] }, { policies: ['2.1'] }];
  expect(satisfied(path, ['1.1'])).toBe(true);
  expect(satisfied(path, ['2.1'])).toBe(false);
});

test('anyPolicy may not be mapped', () => {
  expect(satisfied([{ policies: ['1.1'], mappings: [{ issuer: '2.5.29.32.0', subject: '1.1' }] }, { policies: ['1.1'] }])).toBe(false);
});

test('a certificate may demand an explicit policy of those below it', () => {
  expect(satisfied([{ policies: ['1.1'], requireExplicit: 0 }, { policies: ['1.2'] }])).toBe(false);
});

test('mappings that would double a tree at every level end at once (RFC 9618)', () => {
  const policies = Array.from({ length: 40 }, (_, index) => `1.${index}`);
  const mappings = policies.flatMap((issuer) => policies.map((subject) => ({ issuer, subject })));
  expect(satisfied([...Array.from({ length: 9 }, () => ({ policies, mappings })), { policies }], ['1.0'])).toBe(true);
});
