import * as v from 'valibot';

const base64 = v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]*={0,2}$/));
/** Bounds on what a changed file may ask of the machine: at most 1 GiB of memory. */
const scryptN = v.pipe(v.number(), v.integer(), v.minValue(2 ** 14), v.maxValue(2 ** 20));
const small = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8));

export const keySlotSchema = v.variant('kind', [
  v.object({ kind: v.literal('keyring'), blob: base64 }),
  v.object({ kind: v.literal('passphrase'), N: scryptN, r: small, p: small, salt: base64, sealed: base64 }),
  v.object({ kind: v.literal('recovery'), sealed: base64 }),
  v.object({ kind: v.literal('administrator'), fingerprint: v.string(), ciphertext: base64 }),
  v.object({ kind: v.literal('keyFile'), sealed: base64 }),
]);

/** One way to the profile key; all values base64, `sealed` is nonce, AES-256-GCM ciphertext, tag. */
export type KeySlot = v.InferOutput<typeof keySlotSchema>;
export type KeySlotKind = KeySlot['kind'];

export const keysFileSchema = v.object({
  version: v.literal(1),
  /** names the profile key without telling it (hex): a slot without a tag of its own is checked against it */
  keyId: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  slots: v.array(keySlotSchema),
});
export type KeysFile = v.InferOutput<typeof keysFileSchema>;
