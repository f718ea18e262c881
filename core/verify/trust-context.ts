import type { IsoTime } from '../model/ids';
import type { AlgorithmPolicy } from '../model/policy';
import type { Certificate } from '../pki/certificate';
import type { PolicyInputs } from '../pki/policy-graph';
import { readCertificates } from '../pki/read-certificate';
import { readCms } from '../pki/read-cms';
import { readCrl } from '../pki/read-crl';
import type { RevocationList } from '../pki/read-crl';
import { readOcsp } from '../pki/read-ocsp';
import type { OcspAnswer } from '../pki/read-ocsp';

/** What verification may rely on. Nothing is trusted that does not stand here. */
export interface TrustContext {
  /** PEM (or base64 DER) of the certificates that end a path */
  readonly anchors: readonly string[];
  /** further certificates, of the policy and fetched, never trusted by themselves: PEM, base64 DER or DER */
  readonly intermediates: readonly (string | Uint8Array)[];
  /** revocation lists: PEM, base64 DER or DER */
  readonly crls: readonly (string | Uint8Array)[];
  /** OCSP answers that were fetched, DER; absent: none */
  readonly ocsps?: readonly Uint8Array[];
  /** may lists that travel inside the signature be used? Absent: yes, they are signed themselves */
  readonly embeddedRevocation?: boolean;
  readonly algorithms: AlgorithmPolicy;
  /** hours a list may be older than `judgedAt` where that is now; null: until its own nextUpdate */
  readonly revocationMaxAgeHours: number | null;
  /** the time certificates and lists are judged at: earliest proof that the signature existed */
  readonly judgedAt: IsoTime;
  readonly judgedBy: 'timestamp' | 'arrival' | 'now';
  /** proof that the signature was made after this time; only then can revocation be final */
  readonly provenAfter?: IsoTime;
  /** certificate policies asked for; absent: any */
  readonly policies?: PolicyInputs;
}

export interface OpenedTrust {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly ocsps: readonly OcspAnswer[];
}

type Inputs = readonly (string | Uint8Array)[];

const openedCertificates = new WeakMap<Inputs, Promise<readonly Certificate[]>>();
const openedLists = new WeakMap<Inputs, readonly RevocationList[]>();
const openedAnswers = new WeakMap<readonly Uint8Array[], Promise<readonly OcspAnswer[]>>();
const noAnswers: readonly Uint8Array[] = [];

/** Authorities publish their certificates bare or as a CMS bag of several (RFC 5280 4.2.2.1). */
async function readBundle(input: string | Uint8Array): Promise<readonly Certificate[]> {
  const { certificates } = await readCertificates(input);
  if (certificates.length > 0 || typeof input === 'string') return certificates;
  const bag = await readCms(input);
  return bag.ok && bag.value.kind === 'signed' ? bag.value.certificates : [];
}

function openCertificates(inputs: Inputs): Promise<readonly Certificate[]> {
  const known = openedCertificates.get(inputs);
  if (known !== undefined) return known;
  const opened = Promise.all(inputs.map(readBundle)).then((read) => read.flat());
  openedCertificates.set(inputs, opened);
  return opened;
}

function openLists(inputs: Inputs): readonly RevocationList[] {
  const known = openedLists.get(inputs);
  if (known !== undefined) return known;
  const opened = inputs.flatMap((input) => {
    const result = readCrl(input);
    return result.ok ? [result.value] : [];
  });
  openedLists.set(inputs, opened);
  return opened;
}

/** OCSP answers that can be read; remembered per array. */
export function openAnswers(inputs: readonly Uint8Array[]): Promise<readonly OcspAnswer[]> {
  const known = openedAnswers.get(inputs);
  if (known !== undefined) return known;
  const opened = Promise.all(inputs.map(readOcsp)).then((read) => read.flatMap((result) => (result.ok ? [result.value] : [])));
  openedAnswers.set(inputs, opened);
  return opened;
}

/**
 * Reads the certificates and lists of a context; unreadable ones count as absent, so that they can only
 * make a verdict more careful. Remembered per array: a policy is opened once, not per letter.
 */
export async function openTrust(trust: TrustContext): Promise<OpenedTrust> {
  const [anchors, intermediates, ocsps] = await Promise.all([openCertificates(trust.anchors), openCertificates(trust.intermediates), openAnswers(trust.ocsps ?? noAnswers)]);
  return { anchors, intermediates, crls: openLists(trust.crls), ocsps };
}
