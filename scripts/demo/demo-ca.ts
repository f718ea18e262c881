import { randomBytes } from 'node:crypto';
import { BitString, Integer, Null, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier, AltName, Attribute, AttributeTypeAndValue, BasicConstraints, Certificate, CertificateRevocationList, ContentInfo, CryptoEngine,
  EncapsulatedContentInfo, Extension, Extensions, ExtKeyUsage, GeneralName, IssuerAndSerialNumber, SignedAndUnsignedAttributes, SignedData, SignerInfo, Time,
} from 'pkijs';

const engine = new CryptoEngine({ name: 'demo', crypto: globalThis.crypto });
const day = 86_400_000;
const oid = {
  commonName: '2.5.4.3', organisation: '2.5.4.10', country: '2.5.4.6', subjectAltName: '2.5.29.17', basicConstraints: '2.5.29.19', keyUsage: '2.5.29.15',
  extKeyUsage: '2.5.29.37', subjectKeyId: '2.5.29.14', authorityKeyId: '2.5.29.35', crlNumber: '2.5.29.20', emailProtection: '1.3.6.1.5.5.7.3.4',
  data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2', contentType: '1.2.840.113549.1.9.3', signingTime: '1.2.840.113549.1.9.5', digest: '1.2.840.113549.1.9.4',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface Holder {
  readonly certificate: Certificate;
  readonly keys: CryptoKeyPair;
}

interface CertificateWish {
  readonly holder: string;
  readonly organisation: string;
  readonly address?: string;
  readonly isAuthority: boolean;
  /** days from now */
  readonly from: number;
  readonly to: number;
}

/** An authority of the demo: a root, an issuing authority below it, and lists of what they withdrew (nothing). */
export interface DemoCa {
  readonly rootPem: string;
  readonly issuerPem: string;
  /** A certificate for a unit's mailbox. */
  certify(organisation: string, address: string, validity: { readonly from: number; readonly to: number }): Promise<Signer>;
  /** Lists issued now, PEM: only such speak about signatures that arrived before. */
  lists(): Promise<readonly string[]>;
}

export interface Signer {
  /** key (PKCS #8) and certificates (own first), as a key file would bring them */
  keyFile(): Promise<{ readonly pkcs8: Uint8Array; readonly pem: string }>;
  /** CMS SignedData (RFC 5652) over the content, DER; `attached` carries it inside. */
  sign(content: Uint8Array, attached: boolean): Promise<Uint8Array>;
}

export async function makeDemoCa(name: string): Promise<DemoCa> {
  const root = await issue({ holder: `${name} - Chứng thực gốc`, organisation: name, isAuthority: true, from: -900, to: 3600 }, null);
  const issuer = await issue({ holder: `${name} - Chứng thực cơ quan`, organisation: name, isAuthority: true, from: -800, to: 1800 }, root);
  return {
    rootPem: pem('CERTIFICATE', root.certificate.toSchema(true).toBER()),
    issuerPem: pem('CERTIFICATE', issuer.certificate.toSchema(true).toBER()),
    async certify(organisation, address, { from, to }) {
      const holder = await issue({ holder: organisation, organisation, address, isAuthority: false, from, to }, issuer);
      return {
        sign: (content, attached) => signContent(holder, issuer, content, attached),
        keyFile: async () => ({
          pkcs8: new Uint8Array(await globalThis.crypto.subtle.exportKey('pkcs8', holder.keys.privateKey)),
          pem: [holder, issuer].map(({ certificate }) => pem('CERTIFICATE', certificate.toSchema(true).toBER())).join(''),
        }),
      };
    },
    lists: async () => Promise.all([root, issuer].map(emptyList)),
  };
}

async function issue(wish: CertificateWish, by: Holder | null): Promise<Holder> {
  const keys = await globalThis.crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: serial() });
  certificate.notBefore = new Time({ type: 0, value: whole(Date.now() + wish.from * day) });
  certificate.notAfter = new Time({ type: 0, value: whole(Date.now() + wish.to * day) });
  const names = [[oid.country, 'VN'], [oid.organisation, wish.organisation], [oid.commonName, wish.holder]] as const;
  for (const [type, value] of names) certificate.subject.typesAndValues.push(new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }));
  certificate.issuer.typesAndValues = (by?.certificate ?? certificate).subject.typesAndValues;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const issuerKey = await keyIdOf((by?.keys ?? keys).publicKey);
  const extensions = [
    extension(oid.basicConstraints, true, new BasicConstraints({ cA: wish.isAuthority }).toSchema().toBER()),
    // keyCertSign and cRLSign, or digitalSignature and nonRepudiation
    extension(oid.keyUsage, true, new BitString({ valueHex: new Uint8Array([wish.isAuthority ? 0x06 : 0xc0]).buffer, unusedBits: wish.isAuthority ? 1 : 6 }).toBER()),
    extension(oid.subjectKeyId, false, new OctetString({ valueHex: await keyIdOf(keys.publicKey) }).toBER()),
    extension(oid.authorityKeyId, false, authorityKeyId(issuerKey)),
  ];
  if (!wish.isAuthority) extensions.push(extension(oid.extKeyUsage, false, new ExtKeyUsage({ keyPurposes: [oid.emailProtection] }).toSchema().toBER()));
  if (wish.address !== undefined) extensions.push(extension(oid.subjectAltName, false, new AltName({ altNames: [new GeneralName({ type: 1, value: wish.address })] }).toSchema().toBER()));
  certificate.extensions = extensions;
  await certificate.sign((by?.keys ?? keys).privateKey, 'SHA-256', engine);
  return { certificate, keys };
}

async function emptyList(authority: Holder): Promise<string> {
  const list = new CertificateRevocationList({ version: 1 });
  list.issuer = authority.certificate.subject;
  list.thisUpdate = new Time({ type: 0, value: whole(Date.now()) });
  list.nextUpdate = new Time({ type: 0, value: whole(Date.now() + 30 * day) });
  list.crlExtensions = new Extensions({
    extensions: [
      extension(oid.authorityKeyId, false, authorityKeyId(await keyIdOf(authority.keys.publicKey))),
      extension(oid.crlNumber, false, new Integer({ value: 1 }).toBER()),
    ],
  });
  await list.sign(authority.keys.privateKey, 'SHA-256', engine);
  const der = list.toSchema(true).toBER() as ArrayBuffer;
  return pem('X509 CRL', der);
}

async function signContent(holder: Holder, issuer: Holder, content: Uint8Array, attached: boolean): Promise<Uint8Array> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytesOf(content));
  const { certificate } = holder;
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data, ...(attached ? { eContent: new OctetString({ valueHex: bytesOf(content) }) } : {}) }),
    signerInfos: [new SignerInfo({
      version: 1,
      sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
      signedAttrs: new SignedAndUnsignedAttributes({
        type: 0,
        attributes: [
          new Attribute({ type: oid.contentType, values: [new ObjectIdentifier({ value: oid.data })] }),
          new Attribute({ type: oid.signingTime, values: [new Time({ type: 0, value: whole(Date.now()) }).toSchema()] }),
          new Attribute({ type: oid.digest, values: [new OctetString({ valueHex: digest })] }),
        ],
      }),
    })],
    certificates: [certificate, issuer.certificate],
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oid.sha256, algorithmParams: new Null() })],
  });
  await data.sign(holder.keys.privateKey, 0, 'SHA-256', bytesOf(content), engine);
  const info = new ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) });
  const der: ArrayBuffer = info.toSchema().toBER();
  return new Uint8Array(der);
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): Extension {
  return new Extension({ extnID, critical, extnValue });
}

/** AuthorityKeyIdentifier { [0] keyIdentifier } */
function authorityKeyId(id: ArrayBuffer): ArrayBuffer {
  const key = new OctetString({ valueHex: id });
  key.idBlock.tagClass = 3;
  key.idBlock.tagNumber = 0;
  return new Sequence({ value: [key] }).toBER();
}

async function keyIdOf(key: CryptoKey): Promise<ArrayBuffer> {
  return globalThis.crypto.subtle.digest('SHA-1', await globalThis.crypto.subtle.exportKey('raw', key));
}

function serial(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.buffer;
}

/** Certificates know no fractions of a second (RFC 5280, 4.1.2.5). */
function whole(time: number): Date {
  return new Date(Math.floor(time / 1000) * 1000);
}

function bytesOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

export function pem(label: string, der: ArrayBuffer): string {
  return `-----BEGIN ${label}-----\n${(Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
}
