import { expect, it } from 'vitest';
import { readDomains } from './read-domains';

it('domains are read as typed, with commas, spaces or an at sign', () => {
  expect(readDomains(' .LongAn.gov.vn, @snv.longan.gov.vn;snv.longan.gov.vn\n')).toEqual({ ok: true, value: ['.longan.gov.vn', 'snv.longan.gov.vn'] });
  expect(readDomains('')).toEqual({ ok: true, value: [] });
});

it('what is no domain is named, not dropped: a restriction must not vanish', () => {
  expect(readDomains('longan.gov.vn, gov')).toEqual({ ok: false, failure: { code: 'domainsWrong', domain: 'gov' } });
  expect(readDomains('https://longan.gov.vn')).toMatchObject({ ok: false });
});
