import { expect, test } from 'vitest';
import type { Digest } from '../model/ids';
import { nameOfKept, namesOfWanted } from './asked-evidence';

const url = 'http://ca.example/list.crl';

test('what was asked for as a certificate is never taken for the list at the same address', () => {
  const [certificate] = namesOfWanted({ what: 'certificate', name: 'A', keyId: null, urls: [url] });
  const [list] = namesOfWanted({ what: 'crl', name: 'A', certificate: 'a', urls: [url] });
  expect(certificate).not.toBe(list);
  expect([certificate, list]).toEqual([nameOfKept({ what: 'certificate', url, about: null }), nameOfKept({ what: 'crl', url, about: null })]);
});

test('an answer is asked for by the certificate it is about, wherever it comes from', () => {
  const about = 'ab'.repeat(32) as Digest;
  expect(namesOfWanted({ what: 'ocsp', name: 'A', certificate: about, urls: [url], request: '' })).toEqual([nameOfKept({ what: 'ocsp', url: 'http://elsewhere.example/', about })]);
});
