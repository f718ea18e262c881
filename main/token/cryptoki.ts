import type { PKCS11 } from 'pkcs11js';

/** The calls of PKCS #11 (version 2.40) that are made here; the binding has them all. */
export type Cryptoki = Pick<PKCS11,
  | 'load' | 'close' | 'C_Initialize' | 'C_Finalize' | 'C_GetSlotList' | 'C_GetTokenInfo' | 'C_GetMechanismList' | 'C_GetMechanismInfo' | 'C_OpenSession' | 'C_CloseSession' | 'C_CloseAllSessions'
  | 'C_Login' | 'C_Logout' | 'C_FindObjectsInit' | 'C_FindObjects' | 'C_FindObjectsFinal' | 'C_GetAttributeValue' | 'C_SignInit' | 'C_Sign'>;

/** Values of PKCS #11 (pkcs11t.h). Written out here: the binding is loaded only where a driver is, and may be missing on this machine. */
export const ck = {
  flags: { osLocking: 0x2, serialSession: 0x4, sign: 0x800, protectedPath: 0x100, tokenInitialized: 0x400, pinCountLow: 0x10000, pinFinalTry: 0x20000, pinLocked: 0x40000, loginRequired: 0x4 },
  user: { normal: 1, contextSpecific: 2 },
  object: { certificate: 1, publicKey: 2, privateKey: 3 },
  certificateX509: 0,
  categoryAuthority: 2,
  attribute: { class: 0x0, label: 0x3, value: 0x11, certificateType: 0x80, category: 0x87, keyType: 0x100, id: 0x102, alwaysAuthenticate: 0x202 },
  keyType: { rsa: 0, ec: 3 },
  mechanism: {
    rsaPkcs: 0x1, rsaPss: 0xd, ecdsa: 0x1041,
    rsaPkcsWith: { sha256: 0x40, sha384: 0x41, sha512: 0x42 }, rsaPssWith: { sha256: 0x43, sha384: 0x44, sha512: 0x45 }, ecdsaWith: { sha256: 0x1044, sha384: 0x1045, sha512: 0x1046 },
    digest: { sha256: 0x250, sha384: 0x260, sha512: 0x270 },
  },
  mask: { sha256: 2, sha384: 3, sha512: 4 },
  /** type of the parameters in the binding's own numbering */
  pssParameters: 5,
  /** CKR_…; what is not here is a failure of the driver */
  said: {
    slotInvalid: 0x3, deviceRemoved: 0x32, functionCanceled: 0x50, keyHandleInvalid: 0x60, mechanismInvalid: 0x70, objectHandleInvalid: 0x82, pinIncorrect: 0xa0, pinInvalid: 0xa1, pinLenRange: 0xa2, pinLocked: 0xa4,
    sessionClosed: 0xb0, sessionInvalid: 0xb3, tokenNotPresent: 0xe0, tokenNotRecognized: 0xe1, alreadyLoggedIn: 0x100, alreadyInitialized: 0x191,
  },
} as const;

/** CKR_… of what the binding threw; null where it was something else. */
export function saidCode(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && error.code !== 0 ? error.code : null;
}
