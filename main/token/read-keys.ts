import type { Handle } from 'pkcs11js';
import { limits } from '../../core/base/limits';
import { ck, saidCode, type Cryptoki } from './cryptoki';
import { plain } from './look-at-tokens';
import { offeredMechanisms } from './token-mechanisms';
import type { SeenKey } from './token-messages';

interface FoundCertificate {
  readonly id: string;
  readonly label: string;
  readonly value: Buffer;
  readonly isAuthority: boolean;
}

interface FoundKey {
  readonly id: string;
  readonly type: number;
  readonly alwaysAuthenticate: boolean;
}

/**
 * Certificates whose keys sign, and the others that came along. Private keys mostly show only after a login: until then a public key of the same CKA_ID tells
 * what kind it is, or else the certificate's own bytes.
 */
export function readKeys(cryptoki: Cryptoki, slot: Handle): { readonly keys: readonly SeenKey[]; readonly others: readonly Uint8Array[] } {
  const can = signingMechanisms(cryptoki, slot);
  const session = cryptoki.C_OpenSession(slot, ck.flags.serialSession);
  try {
    const certificates = findObjects(cryptoki, session, ck.object.certificate, [{ type: ck.attribute.certificateType, value: ck.certificateX509 }])
      .map((object) => certificateOf(cryptoki, session, object)).filter((one) => one !== null);
    const own = keysOf(cryptoki, session, ck.object.privateKey);
    const shown = own.length > 0 ? own : keysOf(cryptoki, session, ck.object.publicKey);
    const keys: SeenKey[] = [];
    const others: Uint8Array[] = [];
    for (const { id, label, value, isAuthority } of certificates) {
      const key = shown.find((one) => one.id === id);
      const type = key?.type ?? (own.length > 0 || isAuthority || id === '' ? null : typeInside(value));
      const mechanisms = type === null ? [] : offeredMechanisms(can, type);
      const certificate = new Uint8Array(value);
      if (mechanisms.length > 0) keys.push({ id, certificate, label, mechanisms: [...mechanisms], alwaysAuthenticate: key?.alwaysAuthenticate ?? false });
      else others.push(certificate);
    }
    return { keys, others };
  } finally {
    cryptoki.C_CloseSession(session);
  }
}

export function signingMechanisms(cryptoki: Cryptoki, slot: Handle): ReadonlySet<number> {
  const can = cryptoki.C_GetMechanismList(slot).filter((mechanism) => known.has(mechanism) && (cryptoki.C_GetMechanismInfo(slot, mechanism).flags & ck.flags.sign) !== 0);
  return new Set(can);
}

const { rsaPkcs, rsaPss, ecdsa, rsaPkcsWith, rsaPssWith, ecdsaWith } = ck.mechanism;
const known: ReadonlySet<number> = new Set([rsaPkcs, rsaPss, ecdsa, ...[rsaPkcsWith, rsaPssWith, ecdsaWith].flatMap((with_) => Object.values(with_))]);

export function findObjects(cryptoki: Cryptoki, session: Handle, kind: number, more: readonly { readonly type: number; readonly value: number | Buffer }[] = []): readonly Handle[] {
  cryptoki.C_FindObjectsInit(session, [{ type: ck.attribute.class, value: kind }, ...more]);
  try {
    return cryptoki.C_FindObjects(session, limits.tokenKeys);
  } finally {
    cryptoki.C_FindObjectsFinal(session);
  }
}

/** Null where the object has no such attribute, or does not tell it. */
export function attribute(cryptoki: Cryptoki, session: Handle, object: Handle, type: number): Buffer | null {
  try {
    return cryptoki.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? null;
  } catch (error) {
    if (saidCode(error) !== null) return null;
    throw error;
  }
}

function certificateOf(cryptoki: Cryptoki, session: Handle, object: Handle): FoundCertificate | null {
  const read = (type: number): Buffer | null => attribute(cryptoki, session, object, type);
  const value = read(ck.attribute.value);
  const id = read(ck.attribute.id);
  if (value === null || value.length === 0 || value.length > limits.tokenCertificateBytes) return null;
  return { id: hexId(id), label: plain((read(ck.attribute.label) ?? Buffer.of()).toString('utf8')), value, isAuthority: numberOf(read(ck.attribute.category)) === ck.categoryAuthority };
}

function keysOf(cryptoki: Cryptoki, session: Handle, kind: number): readonly FoundKey[] {
  return findObjects(cryptoki, session, kind).map((object) => ({
    id: hexId(attribute(cryptoki, session, object, ck.attribute.id)),
    type: numberOf(attribute(cryptoki, session, object, ck.attribute.keyType)) ?? -1,
    alwaysAuthenticate: kind === ck.object.privateKey && asksAlways(cryptoki, session, object),
  }));
}

export function asksAlways(cryptoki: Cryptoki, session: Handle, key: Handle): boolean {
  return (attribute(cryptoki, session, key, ck.attribute.alwaysAuthenticate)?.[0] ?? 0) !== 0;
}

function hexId(id: Buffer | null): string {
  return (id ?? Buffer.of()).subarray(0, 255).toString('hex');
}

/** CK_ULONG as this machine has it. */
function numberOf(value: Buffer | null): number | null {
  return value === null || value.length < 4 ? null : value.readUInt32LE(0);
}

/** rsaEncryption with NULL, and id-ecPublicKey, stand in SubjectPublicKeyInfo alone (RFC 3279, 2.3; RFC 5480, 2.1): found by their bytes, nothing is parsed. */
const rsaInside = Buffer.from('06092a864886f70d0101010500', 'hex');
const ecInside = Buffer.from('06072a8648ce3d0201', 'hex');

function typeInside(certificate: Buffer): number | null {
  if (certificate.includes(rsaInside)) return ck.keyType.rsa;
  return certificate.includes(ecInside) ? ck.keyType.ec : null;
}
