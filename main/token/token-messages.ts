import * as v from 'valibot';
import { limits } from '../../core/base/limits';
import { signMechanism } from '../../core/contract/outgoing-schemas';

/**
 * What main and the process of one driver say to each other. The driver is a stranger's machine code in a process of its own: what comes from there is
 * checked like anything from outside.
 */
const text = v.pipe(v.string(), v.maxLength(300));
const bytes = (most: number) => v.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= most);
/** handle of a slot, in hex */
const slot = v.pipe(v.string(), v.regex(/^[0-9a-f]{2,32}$/));
const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2}){0,255}$/));
const pin = v.nullable(bytes(255));
const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

const ask = v.variant('kind', [
  /** loads the driver; once, and first */
  v.object({ kind: v.literal('open'), path: v.pipe(v.string(), v.maxLength(4096)) }),
  v.object({ kind: v.literal('look') }),
  v.object({ kind: v.literal('keys'), slot }),
  /** opens a session for one batch, with the token that has this number and this certificate (SHA-256) and no other */
  v.object({ kind: v.literal('begin'), slot, serial: text, id: hex, fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  /** one C_Login */
  v.object({ kind: v.literal('login'), pin }),
  v.object({ kind: v.literal('sign'), mechanism: signMechanism, bytes: bytes(limits.signedAttributesBytes), pin }),
  v.object({ kind: v.literal('end') }),
]);
export const hostRequest = v.object({ id: number, ask });

const tries = v.picklist(['many', 'few', 'last', 'locked']);
export const seenToken = v.object({
  slot, label: text, serial: text, manufacturer: text, tries, pinPad: v.boolean(), pinLength: v.object({ min: number, max: number }),
});
const seenKey = v.object({
  /** CKA_ID of certificate and key */
  id: hex, certificate: bytes(limits.tokenCertificateBytes), label: text, mechanisms: v.pipe(v.array(signMechanism), v.maxLength(9)), alwaysAuthenticate: v.boolean(),
});

const said = v.variant('kind', [
  v.object({ kind: v.literal('done') }),
  v.object({ kind: v.literal('unusable'), why: v.picklist(['notFound', 'notADriver', 'notBuilt', 'failed']) }),
  v.object({ kind: v.literal('tokens'), tokens: v.pipe(v.array(seenToken), v.maxLength(limits.tokenSlots)) }),
  v.object({ kind: v.literal('keys'), keys: v.pipe(v.array(seenKey), v.maxLength(limits.tokenKeys)), others: v.pipe(v.array(bytes(limits.tokenCertificateBytes)), v.maxLength(limits.tokenKeys)) }),
  v.object({ kind: v.literal('begun'), token: seenToken }),
  v.object({ kind: v.literal('unlocked'), alwaysAuthenticate: v.boolean() }),
  v.object({ kind: v.literal('signature'), value: bytes(4096) }),
  v.object({ kind: v.literal('refused'), code: v.picklist(['cancelled', 'wrongPin', 'pinLocked', 'pinFormat', 'tokenGone', 'keyGone', 'driverFailed', 'mechanism']), tries: v.nullable(tries) }),
]);
export const hostAnswer = v.object({ id: number, said });

export type HostAsk = v.InferOutput<typeof ask>;
export type HostSaid = v.InferOutput<typeof said>;
export type HostAnswer = v.InferOutput<typeof hostAnswer>;
export type SeenToken = v.InferOutput<typeof seenToken>;
export type SeenKey = v.InferOutput<typeof seenKey>;
export type Refusal = Extract<HostSaid, { kind: 'refused' }>['code'];
