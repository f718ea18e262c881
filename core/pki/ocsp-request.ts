import type { Certificate } from './certificate';
import { issuerNameBytes } from './check-ocsp';
import { encodeElement, joinBytes, tags } from './der';
import { digestOf } from './web-crypto';

/** AlgorithmIdentifier of SHA-1: RFC 5019 2.1.1 has it, and responders that prepare their answers know nothing else. It names, it does not prove. */
const sha1 = Uint8Array.of(0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00);
const sequence = 0x20 | tags.sequence;

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** DER of an OCSPRequest for one certificate (RFC 6960 4.1.1, RFC 5019 2.1), without nonce: the answer must serve again. */
export async function ocspRequest(certificate: Certificate, issuer: Certificate): Promise<Uint8Array> {
  const name = (await digestOf('sha1', issuerNameBytes(certificate))) ?? new Uint8Array();
  const key = (await digestOf('sha1', issuer.publicKey.key)) ?? new Uint8Array();
  const id = encodeElement(sequence, joinBytes([sha1, encodeElement(tags.octetString, name), encodeElement(tags.octetString, key), encodeElement(tags.integer, bytesOfHex(certificate.serial))]));
  // OCSPRequest { TBSRequest { requestList { Request { CertID } } } }
  return [1, 2, 3, 4].reduce((inner) => encodeElement(sequence, inner), id);
}
