import type { IsoTime } from '../model/ids';
import type { AlgorithmPolicy } from '../model/policy';
import type { Certificate } from '../pki/certificate';
import type { PolicyInputs } from '../pki/policy-graph';
import { readCertificates } from '../pki/read-certificate';
import { readCrl } from '../pki/read-crl';
import type { RevocationList } from '../pki/read-crl';

/** What verification may rely on. Nothing is trusted that does not stand here. */
export interface TrustContext {
  /** PEM (or base64 DER) of the certificates that end a path */
  readonly anchors: readonly string[];
  /** PEM of further certificates, never trusted by themselves */
  readonly intermediates: readonly string[];
  /** revocation lists, PEM or base64 DER */
  readonly crls: readonly string[];
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
}

const openedCertificates = new WeakMap<readonly string[], Promise<readonly Certificate[]>>();
const openedLists = new WeakMap<readonly string[], readonly RevocationList[]>();

function openCertificates(inputs: readonly string[]): Promise<readonly Certificate[]> {
  const known = openedCertificates.get(inputs);
  if (known !== undefined) return known;
  const opened = Promise.all(inputs.map((input) => readCertificates(input))).then((read) => read.flatMap(({ certificates }) => certificates));
  openedCertificates.set(inputs, opened);
  return opened;
}

function openLists(inputs: readonly string[]): readonly RevocationList[] {
  const known = openedLists.get(inputs);
  if (known !== undefined) return known;
  const opened = inputs.flatMap((input) => {
    const result = readCrl(input);
    return result.ok ? [result.value] : [];
  });
  openedLists.set(inputs, opened);
  return opened;
}

/**
 * Reads the certificates and lists of a context; unreadable ones count as absent, so that they can only
 * make a verdict more careful. Remembered per array: a policy is opened once, not per letter.
 */
export async function openTrust(trust: TrustContext): Promise<OpenedTrust> {
  const [anchors, intermediates] = await Promise.all([openCertificates(trust.anchors), openCertificates(trust.intermediates)]);
  return { anchors, intermediates, crls: openLists(trust.crls) };
}
