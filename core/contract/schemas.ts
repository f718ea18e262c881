import * as v from 'valibot';
import type { AccountId, Digest, LetterId, PartId } from '../model/ids';

/** Shapes that cross the bridge towards main. Everything is bounded: the sender may be hostile. */
const hex = (length: number) => v.pipe(v.string(), v.length(length), v.regex(/^[0-9a-f]+$/));

export const letterId = v.pipe(hex(32), v.transform((id) => id as LetterId));
export const accountId = v.pipe(hex(16), v.transform((id) => id as AccountId));
export const digest = v.pipe(hex(64), v.transform((id) => id as Digest));
export const partId = v.pipe(v.string(), v.maxLength(100), v.regex(/^\d+(\.\d+)*$/), v.transform((id) => id as PartId));

export const line = (max: number) => v.pipe(v.string(), v.maxLength(max), v.check((text) => !/[\r\n\0]/.test(text)));
export const secret = v.pipe(v.string(), v.maxLength(1000));

export const server = v.object({
  host: line(255),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)),
  encryption: v.picklist(['tls', 'starttls', 'none']),
});

export const accountSettings = v.object({
  address: line(320),
  displayName: line(200),
  aliases: v.pipe(v.array(line(320)), v.maxLength(50)),
  user: line(320),
  imap: server,
  smtp: server,
  acceptedCertificates: v.record(line(300), hex(64)),
});

const choice = v.picklist(['automatic', 'ask', 'never']);
export const receiptChoice = v.object({ arrivalNotice: choice, displayedMdn: choice });
export const receiptKind = v.picklist(['arrival', 'displayed']);

/** Decoded attachment bytes; the renderer unpacked them, main only stores what it is handed. */
export const fileBytes = v.pipe(v.instance(Uint8Array), v.check((bytes) => bytes.byteLength <= 256 * 1024 * 1024));
export const namedFile = v.object({ name: line(255), contentType: line(255), bytes: fileBytes });
