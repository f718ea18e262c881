import type { Check, SignatureKind, SignedExtent } from '../model/verdict';
import type { PartId } from '../model/ids';
import type { Certificate } from '../pki/certificate';
import type { FoundTimestamp } from '../pki/found-timestamp';
import type { RevocationList } from '../pki/read-crl';
import type { SignerResult } from '../pki/verify-cms';

export interface SignaturePlace {
  readonly where: string;
  readonly part: PartId | null;
  /** path inside an archive; null: the part itself */
  readonly member: string | null;
  readonly kind: SignatureKind;
}

/** Checks the caller makes, for they depend on what is shown around the signature. */
export interface OuterChecks {
  readonly coverage: Check;
  /** S/MIME only: is the signer the visible sender? Documents are bound when they are shown */
  binding(certificate: Certificate): Check;
  readonly names: Readonly<Record<string, string>>;
  readonly extent: SignedExtent | null;
}

/** Everything a format's reader knows of one signature before it is judged. All formats end here. */
export interface FoundSignature {
  readonly place: SignaturePlace;
  readonly result: SignerResult;
  /** that travel with it */
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  /** DER of OCSPResponse or BasicOCSPResponse */
  readonly ocsps: readonly Uint8Array[];
  readonly timestamps: readonly FoundTimestamp[];
  readonly outer: OuterChecks;
}
