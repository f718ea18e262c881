import * as v from 'valibot';
import type { AccountId, ActId, CorrectionId, Digest, IsoDate, LetterId, PartId, UnitId } from '../model/ids';

/** Shapes that cross the bridge towards main. Everything is bounded: the sender may be hostile. */
const hex = (length: number) => v.pipe(v.string(), v.length(length), v.regex(/^[0-9a-f]+$/));

export const letterId = v.pipe(hex(32), v.transform((id) => id as LetterId));
export const accountId = v.pipe(hex(16), v.transform((id) => id as AccountId));
export const digest = v.pipe(hex(64), v.transform((id) => id as Digest));
export const partId = v.pipe(v.string(), v.maxLength(100), v.regex(/^\d+(\.\d+)*(\/ocr)?$/), v.transform((id) => id as PartId));

/** whatever buffer they lie in */
export function bytesUpTo(max: number, min = 0): v.GenericSchema<Uint8Array, Uint8Array> {
  return v.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength >= min && value.byteLength <= max);
}

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
  login: v.exactOptional(v.picklist(['password', 'oauth2'])),
  proxy: v.exactOptional(v.union([
    v.object({ kind: v.picklist(['system', 'none']) }),
    v.object({ kind: v.picklist(['socks5', 'http']), host: line(255), port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)) }),
  ])),
});

export const actId = v.pipe(hex(16), v.transform((id) => id as ActId));
/** a folder's path; servers allow more than 255 */
export const folderPath = line(1000);
/** RFC 9051: an atom, or a system flag with a backslash */
const flagName = v.pipe(v.string(), v.maxLength(100), v.regex(/^\\?[A-Za-z0-9$._-]+$/));
/** what a person may ask for; `append` is main's own */
export const actChange = v.variant('kind', [
  v.object({ kind: v.literal('flag'), flag: flagName, on: v.boolean() }),
  v.object({ kind: v.literal('move'), to: folderPath }),
  v.object({ kind: v.literal('delete') }),
  v.object({ kind: v.literal('junk'), isJunk: v.boolean() }),
]);
export const folderChoice = v.object({
  folders: v.record(folderPath, v.picklist(['keep', 'skip'])),
  since: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))),
});
export const exportFormat = v.picklist(['eml', 'mbox', 'maildir']);
/** a path on this computer, as the operating system handed it to our own page (file dialog or drop) */
export const localPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096), v.check((path) => !path.includes('\0')));

const choice = v.picklist(['automatic', 'ask', 'never']);
export const receiptChoice = v.object({ arrivalNotice: choice, displayedMdn: choice });
export const receiptKind = v.picklist(['arrival', 'displayed', 'registered', 'refused', 'assigned', 'inProgress', 'completed']);
export const receivedFiles = v.pipe(v.array(v.object({ name: line(255), digest })), v.maxLength(500));

/** Decoded attachment bytes; the renderer unpacked them, main only stores what it is handed. */
export const fileBytes = bytesUpTo(256 * 1024 * 1024);
export const namedFile = v.object({ name: line(255), contentType: line(255), bytes: fileBytes });

export const correctionId = v.pipe(hex(16), v.transform((id) => id as CorrectionId));
export const unitId = v.pipe(hex(16), v.transform((id) => id as UnitId));
export const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), v.transform((day) => day as IsoDate));
const lines = (max: number) => v.pipe(v.array(line(500)), v.maxLength(max));
const correctable = v.picklist(['type', 'number', 'date', 'place', 'agency', 'parentAgency', 'summary', 'signer', 'signerTitle', 'urgency', 'secrecy', 'deadline']);
/** as the person saw it; the id is given by main */
export const correctionAsked = v.object({
  document: v.object({ digest: v.nullable(digest), number: v.nullable(line(500)), type: v.nullable(line(500)) }),
  field: correctable,
  was: v.nullable(line(5000)),
  // typed on another keyboard it is the same word
  value: v.nullable(v.pipe(line(5000), v.transform((text) => text.normalize('NFC')), v.trim(), v.minLength(1))),
  sender: line(320),
  unitKey: line(1000),
});
export const unit = v.object({
  unitId, name: v.pipe(line(500), v.trim(), v.minLength(1)), aliases: lines(50), symbols: lines(50), codes: lines(20), parentId: v.nullable(unitId),
  domains: lines(50), addresses: lines(500), phones: lines(50),
  people: v.pipe(v.array(v.object({ name: line(200), title: v.nullable(line(200)), address: v.nullable(line(320)), phone: v.nullable(line(100)) })), v.maxLength(2000)),
  groups: lines(50), validFrom: v.nullable(isoDate), validTo: v.nullable(isoDate), successors: v.pipe(v.array(unitId), v.maxLength(50)),
  source: v.picklist(['person', 'file', 'ldap', 'learned']),
});
export const ldapServer = v.object({
  /** ldap:// with STARTTLS, or ldaps:// */
  host: line(255), port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)), encryption: v.picklist(['tls', 'starttls', 'none']),
  baseDn: line(1000), filter: line(2000), bindDn: line(1000),
});

/** RFC 6960 request, RFC 5652 encrypted key, SEC 1 point: never more than a few kilobytes */
export const shortBytes = bytesUpTo(4096, 1);
export const keyScheme = v.picklist(['rsa-pkcs1', 'rsa-oaep-sha1', 'rsa-oaep-sha256', 'rsa-oaep-sha384', 'rsa-oaep-sha512']);
const urls = v.pipe(v.array(v.pipe(line(2000), v.regex(/^https?:\/\//i))), v.minLength(1), v.maxLength(8));
export const evidenceWant = v.variant('what', [
  v.object({ what: v.literal('crl'), urls }),
  v.object({ what: v.literal('certificate'), urls }),
  v.object({ what: v.literal('ocsp'), urls, about: digest, request: shortBytes }),
]);
const verdictReason = v.picklist(['valid', 'broken', 'changedAfter', 'revoked', 'otherSigner', 'malformed', 'pathFailed', 'noAnchor', 'noSignerCertificate', 'revocationUnknown', 'revocationStale', 'revokedTimeUnproven', 'expired', 'weakAlgorithm', 'unsupported', 'partOnly', 'otherIssuer', 'encrypted']);
/** as the person saw it */
export const acceptance = v.object({
  verdict: v.picklist(['passed', 'failed', 'indeterminate', 'unsigned']), reason: v.nullable(verdictReason),
  because: v.pipe(line(1000), v.transform((text) => text.normalize('NFC')), v.trim(), v.minLength(10)), digest,
});
