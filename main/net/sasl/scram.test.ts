import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSecret } from './prepare-secret';
import { scramExchange } from './scram';

const text = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('utf8');
const bytes = (said: string): Uint8Array => Buffer.from(said, 'utf8');

/** The vectors of RFC 5802, 5 and RFC 7677, 3. */
const vectors = [
  {
    digest: 'sha1', nonce: 'fyko+d2lbbFgONRv9qkxdawL', first: 'n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL',
    serverFirst: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    final: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=', serverFinal: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    digest: 'sha256', nonce: 'rOprNGfwEbeRWgbNEkqO', first: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
    serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    final: 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const;

/** A server that has this password, written from RFC 5802, 3 and not from the client. */
function serverFor(password: string, iterations = 4096): { first(clientFirst: string): string; final(clientFinal: string): string | null } {
  const salt = Buffer.from('a salt of sixteen');
  let transcript = '';
  return {
    first(clientFirst) {
      const bare = clientFirst.slice(3);
      const answer = `r=${/r=(.*)$/.exec(bare)![1]!}server,s=${salt.toString('base64')},i=${iterations}`;
      transcript = `${bare},${answer}`;
      return answer;
    },
    final(clientFinal) {
      const at = clientFinal.lastIndexOf(',p=');
      const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
      const message = `${transcript},${clientFinal.slice(0, at)}`;
      const key = createHmac('sha256', salted).update('Client Key').digest();
      const stored = createHash('sha256').update(key).digest();
      const signature = createHmac('sha256', stored).update(message).digest();
      const proof = Buffer.from(clientFinal.slice(at + 3), 'base64');
      const recovered = Buffer.from(proof.map((byte, index) => byte ^ signature[index]!));
      if (!createHash('sha256').update(recovered).digest().equals(stored)) return null;
      const serverKey = createHmac('sha256', salted).update('Server Key').digest();
      return `v=${createHmac('sha256', serverKey).update(message).digest('base64')}`;
    },
  };
}

describe('SCRAM', () => {
  it.each(vectors)('gives the exchange printed in its RFC ($digest)', async ({ digest, nonce, first, serverFirst, final, serverFinal }) => {
    const exchange = scramExchange({ digest, user: 'user', password: 'pencil', nonce });
    expect(text(exchange.first)).toBe(first);
    expect(text(await exchange.answer(bytes(serverFirst)))).toBe(final);
    expect(text(await exchange.answer(bytes(serverFinal)))).toBe('');
    expect(() => exchange.finish()).not.toThrow();
  });

  it('agrees with a server written apart from it, whatever stands in the name and the password', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.constantFrom('pencil', 'Mật khẩu 2026', 'รหัสผ่าน', 'a=b,c'), async (user, password) => {
      const exchange = scramExchange({ digest: 'sha256', user, password });
      const server = serverFor(password);
      const clientFirst = text(exchange.first);
      expect(clientFirst.split(',')).toHaveLength(4);
      const final = server.final(text(await exchange.answer(bytes(server.first(clientFirst)))));
      expect(final).not.toBeNull();
      await exchange.answer(bytes(final!));
      exchange.finish();
    }), { numRuns: 25 });
  });

  it('does not believe a server that has another password, nor one that says nothing of it', async () => {
    const exchange = scramExchange({ digest: 'sha256', user: 'u', password: 'right' });
    const other = serverFor('wrong');
    await exchange.answer(bytes(other.first(text(exchange.first))));
    const own = createHmac('sha256', 'any key').update('anything').digest('base64');
    await expect(exchange.answer(bytes(`v=${own}`))).rejects.toMatchObject({ sign: 'serverNotProven' });

    const silent = scramExchange({ digest: 'sha256', user: 'u', password: 'right' });
    await silent.answer(bytes(serverFor('right').first(text(silent.first))));
    expect(() => silent.finish()).toThrow(expect.objectContaining({ sign: 'serverNotProven' }));
  });

  it('is not finished after a refusal that a tagged yes contradicts', async () => {
    const exchange = scramExchange({ digest: 'sha256', user: 'u', password: 'p' });
    await exchange.answer(bytes(serverFor('p').first(text(exchange.first))));
    expect(text(await exchange.answer(bytes('e=other-error')))).toBe('');
    expect(() => exchange.finish()).toThrow(expect.objectContaining({ sign: 'serverNotProven' }));
  });

  it.each([
    ['foreignNonce', (nonce: string) => `r=x${nonce},s=QSXCR+Q6sek8bf92,i=4096`],
    ['foreignNonce', (nonce: string) => `r=${nonce},s=QSXCR+Q6sek8bf92,i=4096`],
    ['tooFewIterations', (nonce: string) => `r=${nonce}abc,s=QSXCR+Q6sek8bf92,i=1`],
    ['tooFewIterations', (nonce: string) => `r=${nonce}abc,s=QSXCR+Q6sek8bf92,i=4095`],
  ])('tells tampering: %s', async (sign, serverFirst) => {
    const exchange = scramExchange({ digest: 'sha256', user: 'u', password: 'p', nonce: 'ours' });
    await expect(exchange.answer(bytes(serverFirst('ours')))).rejects.toMatchObject({ code: 'LINE_TAMPERED', sign });
  });

  it.each(['', 'r=oursabc', 'm=ext,r=oursabc,s=QSXC,i=4096', 'r=oursabc,s=QSXC,i=2000000000', 'r=oursabc,s=QSXC,i=-1', 'r=oursabc,s=,i=4096', 'e=unknown-user'])('gives up on %s without work', async (serverFirst) => {
    const exchange = scramExchange({ digest: 'sha256', user: 'u', password: 'p', nonce: 'ours' });
    await expect(exchange.answer(bytes(serverFirst))).rejects.toMatchObject({ code: 'SASL_NONSENSE' });
  });
});

describe('preparing a secret', () => {
  // the examples of RFC 4013, 3
  it.each([['I\u00adX', 'IX'], ['user', 'user'], ['USER', 'USER'], ['\u00aa', 'a'], ['\u2168', 'IX']])('%j becomes %j', (given, prepared) => {
    expect(prepareSecret(given)).toBe(prepared);
  });

  it('makes one password of the two ways to type accents', () => {
    expect(prepareSecret('Mật khẩu'.normalize('NFD'))).toBe(prepareSecret('Mật khẩu'.normalize('NFC')));
  });
});
