import { describe, expect, it } from 'vitest';
import type { AccountSettings } from '../../../core/model/account';
import { accountProblems, draftOfAccount, settingsOfDraft } from './account-draft';

const settings: AccountSettings = {
  address: 'vanthu@so.gov.vn', displayName: 'Văn thư', aliases: ['so@so.gov.vn', 'phong@so.gov.vn'], user: 'vanthu', acceptedCertificates: { 'mail.so.gov.vn:993': 'ab'.repeat(32) },
  imap: { host: 'mail.so.gov.vn', port: 993, encryption: 'tls' }, smtp: { host: 'mail.so.gov.vn', port: 465, encryption: 'tls' },
  login: 'oauth2', proxy: { kind: 'socks5', host: 'proxy.so.gov.vn', port: 1080 },
};

describe('settings of a known account', () => {
  it('come out as they went in when nothing is changed', () => {
    expect(settingsOfDraft(draftOfAccount(settings))).toEqual(settings);
  });

  it('keep their certificates and other addresses when only the name changes', () => {
    expect(settingsOfDraft({ ...draftOfAccount(settings), displayName: ' Phòng ' })).toEqual({ ...settings, displayName: 'Phòng' });
  });

  it('need a proxy server only where one is chosen', () => {
    const draft = draftOfAccount(settings);
    expect(accountProblems({ ...draft, proxy: { kind: 'http', host: '', port: 'x' } })).toEqual(['proxyHost', 'proxyPort']);
    expect(accountProblems({ ...draft, proxy: { kind: 'system', host: '', port: '' } })).toEqual([]);
    expect(settingsOfDraft({ ...draft, proxy: { kind: 'none', host: 'left.over', port: '1' } }).proxy).toEqual({ kind: 'none' });
  });

  it('refuse an alias that is no address', () => {
    expect(accountProblems({ ...draftOfAccount(settings), aliases: 'a@b.vn\nkhông phải' })).toEqual(['aliases']);
  });
});
