import { createHmac } from 'node:crypto';

/** Everything that is derived from the profile key; each is 32 bytes unless said otherwise. */
export interface ProfileKeys {
  /** seals journal payloads that are about no letter */
  readonly journal: Uint8Array;
  /** HMAC key of letter ids */
  readonly letterId: Uint8Array;
  /** wraps the key of each letter */
  readonly letterWrap: Uint8Array;
  /** handed to the renderer: seals the values of its store */
  readonly store: Uint8Array;
  /** seals passwords */
  readonly secrets: Uint8Array;
  /** seals evidence (revocation lists, time-stamps) */
  readonly evidence: Uint8Array;
  /** seals drafts and their files */
  readonly drafts: Uint8Array;
  /** 8 bytes that name the profile key without telling it: "this file belongs to another profile" */
  readonly keyId: Uint8Array;
}

const noSalt = Buffer.alloc(32);
const firstBlock = Buffer.from([1]);

/**
 * HKDF-SHA256 (RFC 5869) with a label, at most 32 bytes; the input is always a uniformly random key, so no salt is needed (section
 * 3.1). Written out: one block needs two HMACs, and Node's own function takes four times as long, twice for every letter.
 */
export function deriveKey(key: Uint8Array, label: string, length = 32): Buffer {
  if (length > 32) throw new Error('HKDF: one block only');
  const extracted = createHmac('sha256', noSalt).update(key).digest();
  return createHmac('sha256', extracted).update(label).update(firstBlock).digest().subarray(0, length);
}

export function deriveKeys(profileKey: Uint8Array): ProfileKeys {
  if (profileKey.length !== 32) throw new Error('a profile key has 32 bytes');
  return {
    journal: deriveKey(profileKey, 'vanthu journal'),
    letterId: deriveKey(profileKey, 'vanthu letter id'),
    letterWrap: deriveKey(profileKey, 'vanthu letter wrap'),
    store: deriveKey(profileKey, 'vanthu store'),
    secrets: deriveKey(profileKey, 'vanthu secrets'),
    evidence: deriveKey(profileKey, 'vanthu evidence'),
    drafts: deriveKey(profileKey, 'vanthu drafts'),
    keyId: deriveKey(profileKey, 'vanthu key id', 8),
  };
}
