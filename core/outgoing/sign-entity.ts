import { headerLine } from '../acknowledge/write-mail';
import { bytesOfLatin1, latin1Of } from '../letter/latin1';
import type { IsoTime } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import { mechanismParts } from '../pki/mechanism';
import { prepareCms } from '../pki/sign-cms';
import { multipart } from './compose-entity';
import type { PreparedSignature } from './prepared-signature';
import { base64Lines } from './text-part';

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
      const signature = headerLine('Content-Type', 'application/pkcs7-signature; name="smime.p7s"') + headerLine('Content-Transfer-Encoding', 'base64')
        + headerLine('Content-Disposition', 'attachment; filename="smime.p7s"') + `\r\n${base64Lines(prepared.finish(value, token))}`;
      const parameters = `; protocol="application/pkcs7-signature"; micalg=${micalg[mechanismParts(mechanism).digest]}`;
      return Promise.resolve(bytesOfLatin1(multipart('signed', parameters, boundary, [latin1Of(entity), signature])));
    },
  };
}
