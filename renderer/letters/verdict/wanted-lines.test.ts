import { expect, it } from 'vitest';
import type { CertificateView, Wanted } from '../../../core/model/verdict';
import { wantedLines } from './wanted-lines';

const print = 'ab'.repeat(32);
const holder = { fingerprint: print, holder: 'Sở Nội vụ' } as CertificateView;

it('what is missing is named with the certificate it is asked for, once, and shows hosts alone', () => {
  const crl: Wanted = { what: 'crl', name: 'CA một', certificate: print, urls: ['http://crl.example.vn/a.crl?who=someone', 'http://crl.example.vn/b.crl', 'not an address'] };
  expect(wantedLines([crl, crl], [holder])).toEqual([
    { key: 'crl/CA một/Sở Nội vụ', sentence: { key: 'wanted.crl', values: { name: 'CA một', about: 'Sở Nội vụ' } }, hosts: ['crl.example.vn'] },
  ]);
  expect(wantedLines([crl], [])[0]?.sentence.values['about']).toBe('none');
});
