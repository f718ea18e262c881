import type { IsoTime } from '../../model/ids';
import type { Certificate } from '../../pki/certificate';
import type { SignDigest } from '../../pki/mechanism';
import { encodeBase64 } from '../../pki/pem';
import { digestOf } from '../../pki/web-crypto';
import { packageSignatureNamespace } from '../names';
import { digestUri } from './signature-algorithms';
import { xmlText } from './xml-text';

const xadesNamespace = 'http://uri.etsi.org/01903/v1.3.2#';

/** What is signed, and when by the signer's own account (ECMA-376-2 13.2.4.16). @param manifest ds:Reference elements */
export function packageObject(manifest: string, at: string): string {
  const time = `<SignatureProperty Id="idSignatureTime" Target="#idPackageSignature"><mdssi:SignatureTime><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>${at}</mdssi:Value></mdssi:SignatureTime></SignatureProperty>`;
  return `<Object Id="idPackageObject" xmlns:mdssi="${packageSignatureNamespace}"><Manifest>${manifest}</Manifest><SignatureProperties>${time}</SignatureProperties></Object>`;
}

/**
 * What Office shows beside a signature ([MS-OFFCRYPTO] 2.5.2.5): no signature line, signer's own words or picture, provider 9 (Office itself). The schema
 * asks for program and screen, too; those are the same in every signature, since an addressee has no need to know the sender's machine.
 */
export function officeObject(digest: SignDigest): string {
  const machine = '<WindowsVersion>10.0</WindowsVersion><OfficeVersion>16.0</OfficeVersion><ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors><HorizontalResolution>1920</HorizontalResolution><VerticalResolution>1080</VerticalResolution><ColorDepth>32</ColorDepth>';
  const provider = '<SignatureProviderId>{00000000-0000-0000-0000-000000000000}</SignatureProviderId><SignatureProviderUrl/><SignatureProviderDetails>9</SignatureProviderDetails>';
  const info = `<SignatureInfoV1 xmlns="http://schemas.microsoft.com/office/2006/digsig"><SetupID/><SignatureText/><SignatureImage/><SignatureComments/>${machine}${provider}<ManifestHashAlgorithm>${digestUri(digest)}</ManifestHashAlgorithm><SignatureType>1</SignatureType></SignatureInfoV1>`;
  return `<Object Id="idOfficeObject"><SignatureProperties><SignatureProperty Id="idOfficeV1Details" Target="#idPackageSignature">${info}</SignatureProperty></SignatureProperties></Object>`;
}

/**
 * Time and certificate of the signer, under the signature (XAdES 1.3.2, 7.2). In the form of SigningCertificate: the later SigningCertificateV2 is
 * in no schema that Office checks by.
 */
export async function signedProperties(signer: Certificate, digest: SignDigest, at: string): Promise<string> {
  const hash = (await digestOf(digest, signer.der)) ?? new Uint8Array();
  const named = `<xd:CertDigest><DigestMethod Algorithm="${digestUri(digest)}"/><DigestValue>${encodeBase64(hash)}</DigestValue></xd:CertDigest>`;
  const serial = `<xd:IssuerSerial><X509IssuerName>${xmlText(signer.issuer.text)}</X509IssuerName><X509SerialNumber>${BigInt(`0x${signer.serial}`)}</X509SerialNumber></xd:IssuerSerial>`;
  const policy = '<xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied/></xd:SignaturePolicyIdentifier>';
  return `<xd:SignedProperties Id="idSignedProperties"><xd:SignedSignatureProperties><xd:SigningTime>${at}</xd:SigningTime><xd:SigningCertificate><xd:Cert>${named}${serial}</xd:Cert></xd:SigningCertificate>${policy}</xd:SignedSignatureProperties></xd:SignedProperties>`;
}

/** @param token DER of a time-stamp over the canonical ds:SignatureValue (XAdES 1.3.2, 7.3); null: none */
export function qualifyingObject(signed: string, token: Uint8Array | null): string {
  const stamp = token === null ? '' : `<xd:UnsignedProperties><xd:UnsignedSignatureProperties><xd:SignatureTimeStamp><CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/><xd:EncapsulatedTimeStamp>${encodeBase64(token)}</xd:EncapsulatedTimeStamp></xd:SignatureTimeStamp></xd:UnsignedSignatureProperties></xd:UnsignedProperties>`;
  return `<Object><xd:QualifyingProperties xmlns:xd="${xadesNamespace}" Target="#idPackageSignature">${signed}${stamp}</xd:QualifyingProperties></Object>`;
}

/** xsd:dateTime to the second, as Office writes both times of a signature. */
export function secondOf(at: IsoTime): string {
  return `${at.slice(0, 19)}Z`;
}
