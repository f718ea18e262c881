import { describe, expect, it } from 'vitest';
import { guessServers, type NameResolver, type SrvRecord } from './guess-servers';

function resolver(srv: Readonly<Record<string, readonly SrvRecord[]>>, names: readonly string[] = []): NameResolver {
  return { srv: (name) => Promise.resolve(srv[name] ?? []), exists: (name) => Promise.resolve(names.includes(name)) };
}
const record = (name: string, port: number, priority = 0, weight = 0): SrvRecord => ({ name, port, priority, weight });

describe('guessing servers', () => {
  it('follows SRV records inside the mail domain without asking', async () => {
    const guess = await guessServers('vanthu@So.gov.vn', resolver({ '_imaps._tcp.so.gov.vn': [record('Mail.so.gov.vn.', 993)], '_submissions._tcp.so.gov.vn': [record('mail.so.gov.vn', 465)] }));
    expect(guess.imap).toEqual({ host: 'mail.so.gov.vn', port: 993, encryption: 'tls', from: 'srv', needsConfirmation: false });
    expect(guess.smtp).toEqual({ host: 'mail.so.gov.vn', port: 465, encryption: 'tls', from: 'srv', needsConfirmation: false });
    expect(guess.user).toBe('vanthu@So.gov.vn');
  });

  it('wants a yes for a target elsewhere, also where the name only looks alike', async () => {
    for (const host of ['mail.elsewhere.example', 'evilso.gov.vn', 'so.gov.vn.elsewhere.example']) {
      const guess = await guessServers('a@so.gov.vn', resolver({ '_imaps._tcp.so.gov.vn': [record(host, 993)] }));
      expect(guess.imap).toMatchObject({ host, needsConfirmation: true });
    }
  });

  it('prefers implicit TLS to STARTTLS and the lowest priority', async () => {
    const guess = await guessServers('a@so.gov.vn', resolver({
      '_imap._tcp.so.gov.vn': [record('old.so.gov.vn', 143)],
      '_imaps._tcp.so.gov.vn': [record('second.so.gov.vn', 993, 20), record('first.so.gov.vn', 993, 10)],
      '_submission._tcp.so.gov.vn': [record('out.so.gov.vn', 587)],
    }));
    expect(guess.imap.host).toBe('first.so.gov.vn');
    expect(guess.smtp).toMatchObject({ host: 'out.so.gov.vn', port: 587, encryption: 'starttls' });
  });

  it('takes "." for "not offered" and goes on to names that exist', async () => {
    const guess = await guessServers('a@so.gov.vn', resolver({ '_imaps._tcp.so.gov.vn': [record('.', 0)] }, ['imap.so.gov.vn', 'smtp.so.gov.vn']));
    expect(guess.imap).toEqual({ host: 'imap.so.gov.vn', port: 993, encryption: 'tls', from: 'name', needsConfirmation: false });
    expect(guess.smtp).toEqual({ host: 'smtp.so.gov.vn', port: 465, encryption: 'tls', from: 'name', needsConfirmation: false });
  });

  it('always has something to edit', async () => {
    const guess = await guessServers('a@so.gov.vn', resolver({}));
    expect(guess.imap).toEqual({ host: 'mail.so.gov.vn', port: 993, encryption: 'tls', from: 'default', needsConfirmation: false });
    expect(guess.smtp).toEqual({ host: 'mail.so.gov.vn', port: 465, encryption: 'tls', from: 'default', needsConfirmation: false });
  });
});
