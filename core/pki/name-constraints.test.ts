import { expect, test } from 'vitest';
import type { Certificate, NameConstraints } from './certificate';
import { nameFromRdns } from './distinguished-name';
import type { GeneralName } from './general-name';
import { satisfiesNameConstraints } from './name-constraints';

const directory = (...units: readonly string[]) => nameFromRdns(units.map((value) => [{ oid: '2.5.4.11', value, text: true }]));

function certificate(addresses: readonly string[], alternativeNames: readonly GeneralName[] = []): Certificate {
  return { subject: directory('VN', 'So GDDT'), issuer: directory('VN'), addresses, extensions: { alternativeNames } } as unknown as Certificate;
}

const permit = (...permitted: readonly GeneralName[]): readonly NameConstraints[] => [{ permitted, excluded: [] }];
const exclude = (...excluded: readonly GeneralName[]): readonly NameConstraints[] => [{ permitted: [], excluded }];
const holds = (addresses: readonly string[], constraints: readonly NameConstraints[]): boolean => satisfiesNameConstraints(certificate(addresses), constraints, true);

test('a mail constraint is a mailbox, a host or everything below a domain', () => {
  const mail = (value: string): GeneralName => ({ kind: 'rfc822', value });
  expect(holds(['vt@so.gov.example'], permit(mail('so.gov.example')))).toBe(true);
  expect(holds(['vt@a.so.gov.example'], permit(mail('so.gov.example')))).toBe(false);
  expect(holds(['vt@a.so.gov.example'], permit(mail('.so.gov.example')))).toBe(true);
  expect(holds(['vt@so.gov.example'], permit(mail('.so.gov.example')))).toBe(false);
  expect(holds(['vt@SO.gov.example'], permit(mail('vt@so.gov.example')))).toBe(true);
  expect(holds(['VT@so.gov.example'], permit(mail('vt@so.gov.example')))).toBe(false);
});

test('an address in the subject is bound by constraints as one in the extension', () => {
  expect(holds(['vt@khac.example'], permit({ kind: 'rfc822', value: 'so.gov.example' }))).toBe(false);
});

test('every constraint on the way down has to hold', () => {
  const both = [...permit({ kind: 'directory', name: directory('VN') }), ...exclude({ kind: 'directory', name: directory('VN', 'So GDDT') })];
  expect(holds([], both.slice(0, 1))).toBe(true);
  expect(holds([], both)).toBe(false);
});

test('a domain constraint covers hosts below it but not those that merely end alike', () => {
  const dns = (value: string): GeneralName => ({ kind: 'dns', value });
  const check = (host: string): boolean => satisfiesNameConstraints(certificate([], [dns(host)]), permit(dns('gov.example')), true);
  expect(check('so.gov.example')).toBe(true);
  expect(check('gov.example')).toBe(true);
  expect(check('egov.example')).toBe(false);
});

test('constraints on kinds that are not understood forbid such names', () => {
  const other: GeneralName = { kind: 'other', tag: 8, hex: '2a03' };
  expect(satisfiesNameConstraints(certificate([], [other]), permit({ kind: 'other', tag: 8, hex: '2a' }), true)).toBe(false);
});
