import { constants, createECDH, createHash, generateKeyPairSync, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pemBlocks } from '../../core/pki/pem';
import { OwnKeys } from './own-keys';

let base = '';
let dir = '';
let count = 0;
const seal = randomBytes(32);

interface Pair {
  readonly key: KeyObject;
  readonly pem: string;
  readonly fingerprint: string;
}

/** A key with a certificate over it, made by openssl. */
async function makePair(key: KeyObject): Promise<Pair> {
  const file = join(base, `key-${(count += 1)}.pem`);
  await writeFile(file, key.export({ type: 'pkcs8', format: 'pem' }));
  const pem = execFileSync('openssl', ['req', '-x509', '-new', '-key', file, '-subj', '/CN=Don vi (mau)', '-days', '30'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { key, pem, fingerprint: createHash('sha256').update(pemBlocks(pem, ['CERTIFICATE'])[0] ?? '').digest('hex') };
}

let rsa: Pair;
let ec: Pair;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'vanthu-keys-'));
  rsa = await makePair(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  ec = await makePair(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
});
afterAll(() => rm(base, { recursive: true, force: true }));
beforeEach(() => {
  dir = join(base, `store-${(count += 1)}`);
});

const open = (known: readonly Pair[] = [], isWhole = true): Promise<OwnKeys> => OwnKeys.open(dir, seal, known.map(({ fingerprint }) => fingerprint), isWhole);
const pkcs8 = ({ key }: Pair): Uint8Array => new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }));

async function kept(pair: Pair): Promise<OwnKeys> {
  const keys = await open([pair]);
  expect(await keys.keep({ pkcs8: pkcs8(pair), pem: pair.pem, fingerprint: pair.fingerprint })).toEqual({ ok: true, value: null });
  return keys;
}

describe('an own key', () => {
  test('leaves no copy in the memory that Node hands out again', async () => {
    const given = pkcs8(ec);
    // the private number of a P-256 key stands behind 36 bytes of structure (RFC 5915)
    const secret = given.slice(36, 68);
    const pools = new Set<ArrayBufferLike>();
    const look = (): number => pools.add(Buffer.from('x').buffer).size;
    look();
    const keys = await open([ec]);
    look();
    await keys.keep({ pkcs8: given, pem: ec.pem, fingerprint: ec.fingerprint });
    look();
    const shared = createECDH('prime256v1');
    expect(await keys.agree(ec.fingerprint, shared.generateKeys())).not.toBeNull();
    look();
    expect([...pools].some((pool) => Buffer.from(pool).includes(Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)))).toBe(false);
  });

  test('is taken with its certificate only, and the bytes handed in are zeroed either way', async () => {
    const keys = await open();
    const keep = async (given: Uint8Array, { pem, fingerprint }: Pair): Promise<string> => {
      const result = await keys.keep({ pkcs8: given, pem, fingerprint });
      expect(given.every((byte) => byte === 0)).toBe(true);
      return result.ok ? 'kept' : result.failure.code;
    };
    expect(await keep(pkcs8(rsa), ec)).toBe('mismatch');
    expect(await keep(pkcs8(ec), rsa)).toBe('mismatch');
    expect(await keep(pkcs8(rsa), { ...rsa, fingerprint: ec.fingerprint })).toBe('mismatch');
    expect(await keep(pkcs8(rsa), { ...rsa, pem: 'nothing' })).toBe('damaged');
    expect(await keep(pkcs8(rsa).subarray(10), rsa)).toBe('damaged');
    expect(await keep(new Uint8Array(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })), rsa)).toBe('unsupported');
    expect(await readdir(dir)).toEqual([]);
    expect([await keep(pkcs8(rsa), rsa), await keep(pkcs8(ec), ec)]).toEqual(['kept', 'kept']);
  });

  test('lies sealed, under a name that tells nothing, and is there after a restart', async () => {
    await kept(rsa);
    const [name = ''] = await readdir(dir);
    const bytes = await readFile(join(dir, name));
    const { d = '' } = rsa.key.export({ format: 'jwk' });
    expect(bytes.includes(Buffer.from(d, 'base64url').subarray(0, 16))).toBe(false);
    expect(name).not.toContain(rsa.fingerprint.slice(0, 8));
    const encrypted = publicEncrypt({ key: rsa.pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, randomBytes(16));
    expect((await (await open([rsa])).unwrap(rsa.fingerprint, 'rsa-oaep-sha256', encrypted))?.length).toBe(16);
  });

  test('that is taken out is overwritten where it lay, not only unlinked', async () => {
    const keys = await kept(rsa);
    const [name = ''] = await readdir(dir);
    // another name for the same place on the disk
    const place = join(base, `place-${(count += 1)}`);
    await link(join(dir, name), place);
    await keys.forget(rsa.fingerprint);
    expect((await readFile(place)).every((byte) => byte === 0)).toBe(true);
    expect(await readdir(dir)).toEqual([]);
    expect(await keys.unwrap(rsa.fingerprint, 'rsa-pkcs1', randomBytes(256))).toBeNull();
    // once more is no failure
    await keys.forget(rsa.fingerprint);
  });

  test('the journal does not know of is destroyed at the next start, but not where a part of the journal is missing', async () => {
    await kept(rsa);
    await open([], false);
    expect(await readdir(dir)).toHaveLength(1);
    await open([rsa]);
    expect(await readdir(dir)).toHaveLength(1);
    await open([]);
    expect(await readdir(dir)).toEqual([]);
  });

  test('leaves nothing of a write that was cut short', async () => {
    await mkdir(dir);
    await writeFile(join(dir, `${'a'.repeat(32)}.vtk.0123456789ab.tmp`), 'half');
    await open([]);
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('a content key that was encrypted for it', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('is unwrapped with OAEP over %s, and not with another', async (hash) => {
    const keys = await kept(rsa);
    const content = randomBytes(32);
    const encrypted = publicEncrypt({ key: rsa.pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash }, content);
    expect(await keys.unwrap(rsa.fingerprint, `rsa-oaep-${hash}`, encrypted)).toEqual(new Uint8Array(content));
    expect(await keys.unwrap(rsa.fingerprint, hash === 'sha1' ? 'rsa-oaep-sha512' : 'rsa-oaep-sha1', encrypted)).toBeNull();
  });

  test.each([8, 16, 24, 32])('is unwrapped with PKCS #1 v1.5, %i bytes long', async (size) => {
    const keys = await kept(rsa);
    const content = randomBytes(size);
    const encrypted = publicEncrypt({ key: rsa.pem, padding: constants.RSA_PKCS1_PADDING }, content);
    expect(await keys.unwrap(rsa.fingerprint, 'rsa-pkcs1', encrypted)).toEqual(new Uint8Array(content));
  });

  test('gives a wrong key, the same each time, where the padding is wrong: nobody learns that it is', async () => {
    const keys = await kept(rsa);
    const sizes = new Set<number>();
    for (let n = 0; n < 40; n += 1) {
      const noise = Buffer.concat([Buffer.of(0), randomBytes(255)]);
      const [first, again] = [await keys.unwrap(rsa.fingerprint, 'rsa-pkcs1', noise), await keys.unwrap(rsa.fingerprint, 'rsa-pkcs1', noise)];
      expect(first).not.toBeNull();
      expect(again).toEqual(first);
      sizes.add(first?.length ?? 0);
    }
    expect([...sizes].every((size) => [16, 24, 32].includes(size))).toBe(true);
  });

  test('is none of ours: null', async () => {
    const keys = await kept(rsa);
    expect(await keys.unwrap(ec.fingerprint, 'rsa-pkcs1', randomBytes(256))).toBeNull();
    expect(await keys.unwrap(rsa.fingerprint, 'rsa-pkcs1', randomBytes(100))).toBeNull();
    expect(await keys.agree(rsa.fingerprint, randomBytes(65))).toBeNull();
  });
});

describe('an agreement', () => {
  test.each([['P-256', 'prime256v1'], ['P-384', 'secp384r1'], ['P-521', 'secp521r1']] as const)('on %s is what the other side has', async (named, curve) => {
    const own = await makePair(generateKeyPairSync('ec', { namedCurve: named }).privateKey);
    const keys = await kept(own);
    const other = createECDH(curve);
    const point = other.generateKeys();
    const theirs = new Uint8Array(other.computeSecret(pointOf(own.key)));
    expect(await keys.agree(own.fingerprint, point)).toEqual(theirs);
  });

  test('with a point that lies on no such curve is null (invalid curve attack)', async () => {
    const keys = await kept(ec);
    const point = createECDH('prime256v1').generateKeys();
    point[64] = (point[64] ?? 0) ^ 1;
    expect(await keys.agree(ec.fingerprint, point)).toBeNull();
    expect(await keys.agree(ec.fingerprint, Buffer.of(0))).toBeNull();
    expect(await keys.agree(ec.fingerprint, createECDH('secp384r1').generateKeys())).toBeNull();
    expect(await keys.unwrap(ec.fingerprint, 'rsa-pkcs1', randomBytes(256))).toBeNull();
  });
});

function pointOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}
