import type { CertificatePool } from './build-path';
import type { Certificate } from './certificate';
import { hexOf } from './der';
import type { OcspAnswer } from './read-ocsp';
import type { RevocationList } from './read-crl';

/** Signed statements on revocation, from wherever they came. */
export interface RevocationMaterial {
  readonly lists: readonly RevocationList[];
  readonly answers: readonly OcspAnswer[];
}

export interface RevocationRules {
  /** time the answer is for, milliseconds */
  readonly at: number;
  /** data issued before this proves nothing about `at`, milliseconds; minus infinity: until its own nextUpdate */
  readonly notBefore: number;
}

/** What is asked about one certificate. */
export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** where the certificate's own path ends */
  readonly anchor: Certificate;
  readonly material: RevocationMaterial;
  readonly pool: CertificatePool;
  readonly rules: RevocationRules;
  /** certificates whose status is being asked further up: nobody vouches for himself */
  readonly asking: ReadonlySet<string>;
  /** is every certificate of this path (leaf first, anchor last) good? Asked for signers of lists and answers */
  readonly isGood: (path: readonly Certificate[], asking: ReadonlySet<string>) => Promise<boolean>;
}

export interface Statement {
  readonly by: 'crl' | 'ocsp';
  /** thisUpdate, milliseconds; of several that count together the oldest */
  readonly at: number;
  /** DER of what it rests on */
  readonly used: readonly Uint8Array[];
}

export interface Revoked extends Statement {
  /** milliseconds */
  readonly since: number;
  readonly reason: string;
}

/** What lists, or responders, say of one certificate. */
export interface Finding {
  /** for good, before the time asked for: stays true however old the statement */
  readonly revoked: Revoked | null;
  /** on hold by the newest statement */
  readonly held: Revoked | null;
  readonly good: Statement | null;
  /** newest statement that is too old to tell */
  readonly stale: Statement | null;
  /** there was one, but made when the certificate had expired and might have been dropped from it */
  readonly afterExpiry: boolean;
}

export const nothingFound: Finding = { revoked: null, held: null, good: null, stale: null, afterExpiry: false };

/** Of two statements of one time the same one always counts, whichever was handed in first. */
function inTurn(left: Statement, right: Statement): boolean {
  const last = ({ used }: Statement): string => hexOf(used[0]?.subarray(-16) ?? new Uint8Array());
  return left.at > right.at || (left.at === right.at && last(left) <= last(right));
}

/** Which of two revocations is told: the earlier, for all that depends on it is "before or after". */
export function earlier(left: Revoked | null, right: Revoked | null): Revoked | null {
  if (left === null || right === null) return left ?? right;
  if (left.since !== right.since) return left.since < right.since ? left : right;
  return inTurn(left, right) ? left : right;
}

/** The statement made later. */
export function newer<Said extends Statement>(left: Said | null, right: Said | null): Said | null {
  if (left === null || right === null) return left ?? right;
  return inTurn(left, right) ? left : right;
}

/** RFC 5280 5.3.1: the one reason that may be taken back. */
export function isHold(reason: string): boolean {
  return reason === 'certificateHold';
}
