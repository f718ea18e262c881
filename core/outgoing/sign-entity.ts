import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import { mechanismParts } from '../pki/mechanism';
import { prepareCms } from '../pki/sign-cms';
import { base64Lines } from './base64-lines';
import { multipart } from './compose-entity';
import type { PreparedSignature } from './prepared-signature';
import { entityOf } from './text-part';

export interface EntitySigning {
  /** the signer's certificate first, then its chain */
  readonly pem: string;
  readonly mechanism: SignMechanism;
  /** claimed time of the signature */
  readonly now: IsoTime;
  /** another than the entity's own, see `boundaryOf` */
  readonly boundary: string;
  /** DER, see `receiptRequest`; absent: no signed receipt is asked for */
  readonly receiptRequest?: Uint8Array;
}

/** RFC 8551 3.5.3.2 */
const micalg = { sha256: 'sha-256', sha384: 'sha-384', sha512: 'sha-512' } as const;

/** multipart/signed over an entity (RFC 8551 3.5.3): every reader shows the letter, and those that can check it do. @param entity as `composeEntity` gives it */
export async function prepareSignedEntity(entity: Uint8Array, { pem, mechanism, now, boundary, receiptRequest }: EntitySigning): Promise<PreparedSignature> {
  const prepared = await prepareCms({ content: entity, pem, mechanism, profile: 'smime', signingTime: now, ...(receiptRequest === undefined ? {} : { receiptRequest }) });
  return {
    content: entity,
    attributes: prepared.attributes,
    finish(value, token) {
      const fields = [['Content-Type', 'application/pkcs7-signature; name="smime.p7s"'], ['Content-Transfer-Encoding', 'base64'], ['Content-Disposition', 'attachment; filename="smime.p7s"']] as const;
      const parameters = `; protocol="application/pkcs7-signature"; micalg=${micalg[mechanismParts(mechanism).digest]}`;
      return Promise.resolve(multipart('signed', parameters, boundary, [entity, entityOf(fields, base64Lines(prepared.finish(value, token)))]));
    },
  };
}
