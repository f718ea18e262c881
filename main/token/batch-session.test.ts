import { expect, describe, test } from 'vitest';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { pemBlocks } from '../../core/pki/pem';
import { ck, type Cryptoki } from './cryptoki';
import { ecdsaDer } from './ecdsa-der';
import { HostDesk } from './host-desk';
import { offeredMechanisms } from './token-mechanisms';

const fingerprintOf = (certificate: Buffer): string => createHash('sha256').update(certificate).digest('hex');

/** CKR_… as the binding throws it. */
const said = (code: number): Error => Object.assign(new Error('CKR'), { code });

/** A token as no software has it: with flags that real ones set near their end. */
function tokenWith(given: { flags: number; minPinLen?: number; maxPinLen?: number; login?: (token: { flags: number }) => void; logout?: () => void; certificate?: Buffer; signature?: () => Buffer }): { readonly host: HostDesk; readonly logins: string[] } {
  const logins: string[] = [];
  const token = { flags: ck.flags.tokenInitialized | given.flags };
  const cryptoki = {
    load: () => undefined,
    C_Initialize: () => undefined,
    C_GetSlotList: () => [Buffer.from('00000001', 'hex')],
    C_GetTokenInfo: () => ({ label: 'Token'.padEnd(32), serialNumber: '77'.padEnd(16), manufacturerID: '', model: '', flags: token.flags, minPinLen: given.minPinLen ?? 4, maxPinLen: given.maxPinLen ?? 8 }),
    C_OpenSession: () => Buffer.of(1),
    C_CloseSession: () => undefined,
    C_Logout: () => given.logout?.(),
    C_Login: (_session: Buffer, _user: number, pin: string) => {
      logins.push(pin);
      given.login?.(token);
    },
    C_FindObjectsInit: () => undefined,
    C_FindObjects: () => [Buffer.of(9)],
    C_FindObjectsFinal: () => undefined,
    C_GetAttributeValue: (_session: Buffer, _object: Buffer, [asked]: readonly { readonly type: number }[]) => [{ type: 0, value: asked?.type === ck.attribute.value ? given.certificate ?? Buffer.of(0) : Buffer.of(0) }],
    C_GetMechanismList: () => [ck.mechanism.ecdsa],
    C_GetMechanismInfo: () => ({ flags: ck.flags.sign }),
    C_SignInit: () => undefined,
    C_Sign: () => given.signature?.(),
  };
  return { host: new HostDesk(() => cryptoki as unknown as Cryptoki), logins };
}

async function login(host: HostDesk, pin: string | null, fingerprint = fingerprintOf(Buffer.of(0))): Promise<unknown> {
  await host.answer({ kind: 'open', path: import.meta.filename });
  const begun = await host.answer({ kind: 'begin', slot: '00000001', serial: '77', id: '01', fingerprint });
  if (begun.kind !== 'begun') return begun;
  return host.answer({ kind: 'login', pin: pin === null ? null : Buffer.from(pin) });
}

describe('a token near its end', () => {
  test('that is locked is sent nothing', async () => {
    const { host, logins } = tokenWith({ flags: ck.flags.pinLocked });
    expect(await login(host, '12345')).toEqual({ kind: 'refused', code: 'pinLocked', tries: 'locked' });
    expect(logins).toEqual([]);
  });

  test.each([['few', ck.flags.pinCountLow], ['last', ck.flags.pinCountLow | ck.flags.pinFinalTry], ['many', 0]] as const)('says after a wrong PIN that its tries are %s', async (tries, flags) => {
    const { host, logins } = tokenWith({ flags: 0, login: (token) => {
      token.flags |= flags;
      throw said(ck.said.pinIncorrect);
    } });
    expect(await login(host, '12345')).toEqual({ kind: 'refused', code: 'wrongPin', tries });
    expect(logins).toEqual(['12345']);
  });

  test('that locked itself with this try says so', async () => {
    for (const code of [ck.said.pinIncorrect, ck.said.pinLocked]) {
      const { host } = tokenWith({ flags: ck.flags.pinFinalTry, login: (token) => {
        token.flags |= ck.flags.pinLocked;
        throw said(code);
      } });
      expect(await login(host, '12345')).toEqual({ kind: 'refused', code: 'pinLocked', tries: 'locked' });
    }
  });

  test.each([['123', 'pinFormat'], ['123456789', 'pinFormat'], ['', 'pinFormat'], ['ấấấ', 'pinFormat'], ['ấấ', 'unlocked']])('is not sent %j if that cannot be its PIN, by bytes', async (pin, said_) => {
    const { host, logins } = tokenWith({ flags: 0 });
    const answer = await login(host, pin);
    expect(JSON.stringify(answer)).toContain(said_);
    expect(logins).toHaveLength(said_ === 'unlocked' ? 1 : 0);
  });
});

describe('a token with the same number and another key', () => {
  const made = (name: string) => execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '-', '-subj', `/CN=${name}`, '-days', '30'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const certificateIn = (pem: string): Buffer => Buffer.from(pemBlocks(pem, ['CERTIFICATE'])[0] ?? []);

  test('is not asked to sign where its certificate is not the one that was chosen', async () => {
    const { host } = tokenWith({ flags: 0, certificate: certificateIn(made('Another')) });
    expect(await login(host, '12345', fingerprintOf(certificateIn(made('Chosen'))))).toMatchObject({ code: 'keyGone' });
  });

  test('gives out no signature that its certificate does not verify', async () => {
    const [own, other] = [made('Chosen'), made('Another')];
    const data = Buffer.from('attributes');
    const { host } = tokenWith({ flags: 0, certificate: certificateIn(own), signature: () => sign('sha256', data, { key: keys.shift() ?? '', dsaEncoding: 'ieee-p1363' }) });
    const keys = [own, other];
    expect(await login(host, '12345', fingerprintOf(certificateIn(own)))).toMatchObject({ kind: 'unlocked' });
    expect(await host.answer({ kind: 'sign', mechanism: 'ecdsa-sha256', bytes: data, pin: null })).toMatchObject({ kind: 'signature' });
    expect(await host.answer({ kind: 'sign', mechanism: 'ecdsa-sha256', bytes: data, pin: null })).toMatchObject({ kind: 'refused', code: 'driverFailed' });
  });
});

test('a login that somebody left open is ended first, so that no PIN passes unread', async () => {
  let isOpen = true;
  const { host, logins } = tokenWith({ flags: 0, logout: () => (isOpen = false), login: () => {
    throw said(isOpen ? ck.said.alreadyLoggedIn : ck.said.pinIncorrect);
  } });
  expect(await login(host, '12345')).toMatchObject({ code: 'wrongPin' });
  expect(logins).toEqual(['12345']);
});

describe('a reader with keys of its own', () => {
  test('gets no PIN from here, whatever was typed', async () => {
    const { host, logins } = tokenWith({ flags: ck.flags.protectedPath });
    expect(await login(host, '12345')).toMatchObject({ kind: 'unlocked' });
    expect(logins).toEqual(['']);
  });

  test('where the person gave up means that he gave up', async () => {
    const { host } = tokenWith({ flags: ck.flags.protectedPath, login: () => {
      throw said(ck.said.functionCanceled);
    } });
    expect(await login(host, null)).toMatchObject({ code: 'cancelled' });
  });
});

describe('a signature of an elliptic curve', () => {
  test.each([['P-256', 300], ['P-384', 60], ['P-521', 60]] as const)('is the same one as DER, on %s', (namedCurve, times) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    // short halves come now and then only
    for (let n = 0; n < times; n += 1) {
      const data = Buffer.from(String(n));
      const der = ecdsaDer(sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }));
      expect(der !== null && verify('sha256', data, publicKey, der)).toBe(true);
    }
  });

  test('is none where its halves are not', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const der = ecdsaDer(bytes);
      expect(der === null).toBe(bytes.length < 2 || bytes.length % 2 !== 0 || bytes.length > 132);
    }));
  });
});

test('a token that hashes by itself is as good as one that does not', () => {
  const { rsaPkcsWith, rsaPss, ecdsaWith } = ck.mechanism;
  expect(offeredMechanisms(new Set([rsaPkcsWith.sha256, rsaPss]), ck.keyType.rsa)).toEqual(['rsa-pkcs1-sha256', 'rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512']);
  expect(offeredMechanisms(new Set([ecdsaWith.sha384]), ck.keyType.ec)).toEqual(['ecdsa-sha384']);
  expect(offeredMechanisms(new Set([rsaPss]), ck.keyType.ec)).toEqual([]);
});
