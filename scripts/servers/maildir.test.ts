import { expect, it } from 'vitest';
import { mailboxFolder } from './maildir';

it('a folder is seeded under the name that Dovecot looks for on the disk', () => {
  expect(mailboxFolder('/m', 'INBOX')).toBe('/m');
  expect(mailboxFolder('/m', 'Archive/2026')).toBe('/m/.Archive.2026');
  // RFC 3501, 5.1.3: its own example, and a name of this country
  expect(mailboxFolder('/m', '~peter/mail/台北/日本語')).toBe('/m/.~peter.mail.&U,BTFw-.&ZeVnLIqe-');
  expect(mailboxFolder('/m', 'Hồ sơ')).toBe('/m/.H&HtM- s&AaE-');
});
