import type { CertificateView, SignatureChecks, SignatureVerdict, TimestampView } from '../model/verdict';
import { checkOrder } from './check-order';
import { reportCertificates, reportSignatures } from './report-certificates';
import { constraintIndication, digestMethod, mainIndication, subIndication, typeOfProof, validationProcess } from './etsi-terms';
import type { ReportView } from './report-view';
import { element, xmlDocument } from './write-xml';
import type { Xml } from './write-xml';

const namespaces = { 'xmlns:vr': 'http://uri.etsi.org/19102/v1.2.1#', 'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#' };

const certificateId = (fingerprint: string): string => `C-${fingerprint}`;
const documentId = (index: number): string => `D-${index + 1}`;
const stampId = (index: number, stamp: number): string => `T-${index + 1}-${stamp + 1}`;

function base64OfHex(hex: string): string {
  return btoa((hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''));
}

function digestOf(algorithm: string, hex: string): Xml {
  return element('vr:DigestAlgAndValue', {}, element('ds:DigestMethod', { Algorithm: digestMethod(algorithm) }), element('ds:DigestValue', {}, base64OfHex(hex)));
}

const reference = (name: string, id: string): Xml => element(name, { VOReference: id });

/** The checks as constraints, so that what our verdict adds to the ETSI result (coverage, binding) is not lost in it. */
function constraints(checks: SignatureChecks): Xml {
  return element('vr:ValidationConstraintsEvaluationReport', {}, ...checkOrder.map((name) => [name, checks[name]] as const).map(([name, { state, why }]) => element('vr:ValidationConstraint', {},
    element('vr:ValidationConstraintIdentifier', {}, `urn:x-vanthu:check:${name}`),
    why === null ? null : element('vr:ValidationConstraintParameter', {}, element('vr:Type', {}, 'urn:x-vanthu:why'), element('vr:Value', {}, why)),
    element('vr:ConstraintStatus', {}, element('vr:Status', {}, `urn:etsi:019102:constraintStatus:${state === 'notChecked' ? 'disabled' : 'applied'}`)),
    element('vr:ValidationStatus', {}, element('vr:MainIndication', {}, constraintIndication(state))))));
}

function timeInfo(signature: SignatureVerdict, index: number, madeAt: string): Xml {
  const stamp = signature.judgedBy === 'timestamp' ? signature.timestamps.findIndex(({ verdict, at }) => verdict === 'passed' && at === signature.judgedAt) : -1;
  return element('vr:ValidationTimeInfo', {},
    element('vr:ValidationTime', {}, madeAt),
    element('vr:BestSignatureTime', {},
      element('vr:POETime', {}, signature.judgedAt),
      element('vr:TypeOfProof', {}, typeOfProof(signature.judgedBy)),
      stamp === -1 ? null : reference('vr:POEObject', stampId(index, stamp))));
}

/** `attribute` by ETSI TS 119 102-2 4.2.6: what the time-stamp is on */
const stampNames: Readonly<Record<TimestampView['kind'], string>> = { signature: 'SignatureTimeStamp', content: 'AllDataObjectsTimeStamp', document: 'DocTimeStamp', archive: 'ArchiveTimeStamp' };

function attributes({ signedAt, timestamps }: SignatureVerdict, index: number): Xml | null {
  const stamps = timestamps.flatMap(({ kind, at }, place) => (at === null ? [] : [element(`vr:${stampNames[kind]}`, {}, reference('vr:AttributeObject', stampId(index, place)), element('vr:TimeStampValue', {}, at))]));
  if (signedAt === null && stamps.length === 0) return null;
  return element('vr:SignatureAttributes', {}, signedAt === null ? null : element('vr:SigningTime', { Signed: 'true' }, element('vr:Time', {}, signedAt)), ...stamps);
}

function chainOf({ chain, signer, checks }: SignatureVerdict): Xml | null {
  const [leaf, ...rest] = chain.length > 0 ? chain : signer === null ? [] : [signer];
  if (leaf === undefined) return null;
  const anchored = rest.length > 0 && (checks.path.state === 'passed' || (checks.path.state === 'failed' && checks.path.why !== 'noAnchor'));
  const named = (name: string, certificate: CertificateView): Xml => reference(name, certificateId(certificate.fingerprint));
  return element('vr:CertificateChain', {}, named('vr:SigningCertificate', leaf),
    ...rest.map((certificate, index) => named(anchored && index === rest.length - 1 ? 'vr:TrustAnchor' : 'vr:IntermediateCertificate', certificate)));
}

function status(signature: SignatureVerdict): Xml {
  const { etsi, signer, revokedAt } = signature;
  const chain = chainOf(signature);
  const revoked = revokedAt === null || signer === null ? null : element('vr:RevocationStatusInformation', {},
    reference('vr:ValidationObjectId', certificateId(signer.fingerprint)), element('vr:RevocationTime', {}, revokedAt));
  return element('vr:SignatureValidationStatus', {},
    element('vr:MainIndication', {}, mainIndication(etsi.indication)),
    etsi.sub === null ? null : element('vr:SubIndication', {}, subIndication(etsi.sub)),
    chain === null && revoked === null ? null : element('vr:AssociatedValidationReportData', {}, chain, revoked));
}

function signatureReport(signature: SignatureVerdict, index: number, view: ReportView): Xml {
  const { digest, signer, checks } = signature;
  return element('vr:SignatureValidationReport', {},
    element('vr:SignatureIdentifier', { id: `S-${index + 1}` },
      digest === null ? null : digestOf(digest.algorithm, digest.value),
      element('vr:HashOnly', {}, false), element('vr:DocHashOnly', {}, false), element('vr:DAIdentifier', {}, placeOf(signature))),
    constraints(checks),
    timeInfo(signature, index, view.madeAt),
    digest === null ? null : element('vr:SignersDocument', {}, digestOf(digest.algorithm, digest.value), reference('vr:SignersDocumentRepresentation', documentId(index))),
    attributes(signature, index),
    signer === null ? null : element('vr:SignerInformation', {}, reference('vr:SignerCertificate', certificateId(signer.fingerprint)), element('vr:Signer', {}, signer.subject)),
    element('vr:SignatureValidationProcess', {}, element('vr:SignatureValidationProcessID', {}, validationProcess(signature))),
    status(signature));
}

function placeOf({ where, member }: SignatureVerdict): string {
  return member === null ? where : `${where}/${member}`;
}

function validationObject(id: string, type: string, content: Xml): Xml {
  return element('vr:ValidationObject', { id }, element('vr:ObjectType', {}, `urn:etsi:019102:validationObject:${type}`), element('vr:ValidationObjectRepresentation', {}, content));
}

function validationObjects(view: ReportView): Xml | null {
  const objects = [
    ...reportCertificates(view).map(({ fingerprint, der }) => validationObject(certificateId(fingerprint), 'certificate', element('vr:base64', {}, der))),
    ...reportSignatures(view).flatMap((signature, index) => [
      ...(signature.digest === null ? [] : [validationObject(documentId(index), 'signedData', digestOf(signature.digest.algorithm, signature.digest.value))]),
      // the tokens themselves stay in the file they came in
      ...signature.timestamps.map((_stamp, place) => validationObject(stampId(index, place), 'timestamp', element('vr:URI', {}, `urn:x-vanthu:timestamp:${index + 1}:${place + 1}`))),
    ]),
  ];
  return objects.length === 0 ? null : element('vr:SignatureValidationObjects', {}, ...objects);
}

/**
 * The same results as ETSI TS 119 102-2 (V1.2.1) has them, for validators of other houses. The indications are those of ETSI EN 319 102-1, which knows
 * neither our coverage nor our binding: these stand among the constraints.
 * @returns an XML document, unsigned
 */
export function etsiReport(view: ReportView): string {
  const reports = reportSignatures(view).map((signature, index) => signatureReport(signature, index, view));
  return xmlDocument(element('vr:ValidationReport', namespaces, ...reports, validationObjects(view)));
}
