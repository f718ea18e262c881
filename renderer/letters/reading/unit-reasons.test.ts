import { expect, it } from 'vitest';
import type { UnitBelief } from '../../../core/recognise/believe-unit';
import { unitReasons } from './unit-reasons';

const belief = (change: Partial<UnitBelief>): UnitBelief => ({ unit: 'Sở Nội vụ', known: false, domain: 'a.example', domainKind: 'other', refuted: false, certificate: null, ...change });
const said = (change: Partial<UnitBelief>) => unitReasons(belief(change)).map((one) => [one.words.key, one.tone]);

it('says of every sender what its domain is worth', () => {
  expect(said({ domainKind: 'official' })).toEqual([['unit.officialDomain', 'good']]);
  expect(said({ domainKind: 'free' })).toEqual([['unit.freeDomain', 'warn']]);
  expect(said({ domainKind: 'other' })).toEqual([['unit.otherDomain', 'warn']]);
  expect(said({ domain: null, domainKind: null })).toEqual([]);
  expect(said({ domainKind: 'official', refuted: true })).toEqual([['unit.refuted', 'warn']]);
});

it('warns when the certificate belongs to another unit than the letterhead', () => {
  expect(said({ domain: null, certificate: { holder: 'Công ty A', matches: false } })).toEqual([['unit.certificateDiffers', 'warn']]);
  expect(said({ domain: null, certificate: { holder: 'Sở Nội vụ', matches: true } })).toEqual([['unit.certificate', 'good']]);
});
