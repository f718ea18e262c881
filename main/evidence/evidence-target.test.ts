import { describe, expect, test } from 'vitest';
import { evidenceTarget, isPrivateHost, isPublicName } from './evidence-target';

describe('an address in a certificate', () => {
  test.each([
    ['http://ca.gov.vn/list.crl', 'ca.gov.vn', 80],
    ['https://ca.gov.vn./list.crl', 'ca.gov.vn', 443],
    ['http://ca.gov.vn:8080/list.crl?x=1#y', 'ca.gov.vn', 8080],
    ['http://[::1]/list.crl', '::1', 80],
    // every way of writing an address comes out as the one that is looked at
    ['http://2130706433/x', '127.0.0.1', 80],
    ['http://0x7f.1/x', '127.0.0.1', 80],
    ['http://017700000001/x', '127.0.0.1', 80],
    ['http://127.0.0.1./x', '127.0.0.1', 80],
    ['http://①②⑦.⓪.⓪.①/x', '127.0.0.1', 80],
  ])('%s leads to %s, port %i', (text, host, port) => {
    expect(evidenceTarget(text)).toMatchObject({ host, port });
  });

  test.each(['ldap://ca.gov.vn/cn=x', 'file:///etc/passwd', 'ftp://ca.gov.vn/x', 'gopher://x/', 'http://user:word@ca.gov.vn/x', 'http://user@ca.gov.vn/x', 'http://ca.gov.vn:25/x', 'http://ca.gov.vn:22/', 'http://ca.gov.vn:0/', 'http:///', '', 'ca.gov.vn/x'])(
    '%j is none we ask', (text) => expect(evidenceTarget(text)).toBeNull(),
  );
});

test('hosts of the own network are those the policy names, at label boundaries', () => {
  const hosts = ['ocsp.so.gov.vn', '.noibo.gov.vn', '10.1.2.3', '.1'];
  const isNamed = (host: string): boolean => isPrivateHost({ host }, hosts);
  expect(['ocsp.so.gov.vn', 'OCSP.so.gov.vn', 'noibo.gov.vn', 'ca.noibo.gov.vn', '10.1.2.3'].filter(isNamed)).toHaveLength(5);
  expect(['so.gov.vn', 'x.ocsp.so.gov.vn', 'xnoibo.gov.vn', 'noibo.gov.vn.example', '10.1.2.4', '110.1.2.3', '127.0.0.1'].filter(isNamed)).toEqual([]);
});

test('behind a proxy only names that the whole Internet knows are asked for', () => {
  expect(['crl.ca.gov.vn', 'x.com'].filter(isPublicName)).toHaveLength(2);
  expect(['localhost', 'intranet', 'printer.local', 'x.localhost', 'router.lan', 'box.home.arpa', 'metadata.google.internal', '127.0.0.1', '8.8.8.8', '::1'].filter(isPublicName)).toEqual([]);
});
