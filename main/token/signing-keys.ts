import { createHash } from 'node:crypto';
import type { SigningKey, TokenInfo } from '../../core/model/signing';
import type { SeenKey, SeenToken } from './token-messages';

/** A key on a token, and the CKA_ID it is found by there. */
export interface HeldKey {
  readonly id: string;
  readonly key: SigningKey;
}

/** @param others certificates of the same token: mostly the issuers'. All stay closed here: the renderer reads them */
export function heldKeys(driver: string, token: SeenToken, keys: readonly SeenKey[], others: readonly Uint8Array[]): readonly HeldKey[] {
  const info = tokenInfo(driver, token);
  return keys.map(({ id, certificate, label, mechanisms, alwaysAuthenticate }) => {
    const fingerprint = createHash('sha256').update(certificate).digest('hex');
    return {
      id,
      key: {
        keyId: `token:${driver}/${token.serial}/${fingerprint}`, fingerprint, pem: [certificate, ...others].map(pemOf).join(''),
        holder: label === '' ? token.label : label, mechanisms, token: info, alwaysAuthenticate,
      },
    };
  });
}

export function tokenInfo(driver: string, { label, serial, manufacturer, tries, pinPad, pinLength }: SeenToken): TokenInfo {
  return { driver, label, serial, manufacturer, tries, pinPad, pinLength };
}

/** RFC 7468: lines of 64 characters. */
function pemOf(der: Uint8Array): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
