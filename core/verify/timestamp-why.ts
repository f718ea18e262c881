/** Why a time-stamp is shown but not used: closed list, i18n keys below `timestamp.why.` (and `check.why.`). */
export const timestampWhys = [
  'malformed', 'tooLarge', 'noSigningCertificate', 'notComputed', 'unsupportedAlgorithm', 'imprintMismatch', 'digestMismatch', 'signatureMismatch', 'attributesAsContent',
  'contentTypeAttribute', 'messageDigestAttribute', 'signingTimeAttribute', 'signingCertificateAttribute', 'malformedAttribute', 'digestNotListed', 'unsignedAttribute', 'noContent',
  'noSignerCertificate', 'outsideValidity', 'noAnchor', 'pathFailed', 'timeAuthorityExpired', 'timeAuthorityRevoked', 'onHold', 'noList', 'stale', 'weakAlgorithm', 'order',
] as const;

export type TimestampWhy = (typeof timestampWhys)[number];

/** The reason for which the token's own signature did not pass, in these words. */
export function timestampWhy(integrity: string | null): TimestampWhy {
  return timestampWhys.find((why) => why === integrity) ?? 'malformed';
}
