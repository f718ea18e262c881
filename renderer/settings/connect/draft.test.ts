import { describe, expect, it } from 'vitest';
import type { ServerGuess } from '../../../core/contract/commands';
import { acceptCertificate, draftFromGuess, draftProblems, draftSettings, isAddress, withEncryption } from './draft';
import { outsideTargets } from './outside-targets';

const guess: ServerGuess = {
  imap: { host: 'imap.hosting.vn', port: 993, encryption: 'tls', from: 'srv', needsConfirmation: true },
  smtp: { host: 'smtp.longan.edu.vn', port: 587, encryption: 'starttls', from: 'name', needsConfirmation: false },
  user: 'vanthu@longan.edu.vn',
};
const draft = draftFromGuess('vanthu@longan.edu.vn', 'Văn thư', guess);

describe('a connection being typed', () => {
  it('is whole when it was guessed', () => {
    expect(draftProblems(draft)).toEqual([]);
    expect(draftSettings(draft)).toMatchObject({ address: 'vanthu@longan.edu.vn', imap: { host: 'imap.hosting.vn', port: 993, encryption: 'tls' } });
  });

  it('says which entry is missing or wrong', () => {
    expect(draftProblems({ ...draft, user: ' ', imap: { ...draft.imap, port: '70000' }, smtp: { ...draft.smtp, host: '' } })).toEqual(['user', 'imapPort', 'smtpHost']);
    expect(draftProblems({ ...draft, imap: { ...draft.imap, port: '0x3E1' } })).toEqual(['imapPort']);
  });

  it('moves a standard port along with the encryption and leaves a chosen one alone', () => {
    expect(withEncryption('imap', draft.imap, 'starttls').port).toBe('143');
    expect(withEncryption('imap', { ...draft.imap, port: '10993' }, 'starttls').port).toBe('10993');
  });

  it('remembers an accepted certificate for that server and port only', () => {
    expect(acceptCertificate(draft, 'imap.hosting.vn', 993, 'ab').acceptedCertificates).toEqual({ 'imap.hosting.vn:993': 'ab' });
  });

  it('asks about a server outside the mail domain until another one is typed', () => {
    expect(outsideTargets(guess, draft)).toEqual(['imap.hosting.vn']);
    expect(outsideTargets(guess, { ...draft, imap: { ...draft.imap, host: 'mail.longan.edu.vn' } })).toEqual([]);
  });
});

it('an address has one name and one domain', () => {
  expect(isAddress(' vanthu@longan.edu.vn ')).toBe(true);
  for (const text of ['vanthu', '@longan', 'a@b@c', 'Văn thư <a@b.vn>', 'a b@c.vn']) expect(isAddress(text)).toBe(false);
});
