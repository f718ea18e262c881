import { readAddress } from '../acknowledge/mail-address';
import type { IsoTime } from '../model/ids';
import type { SignatureVerdict } from '../model/verdict';
import type { EnvelopeRecipient } from '../outgoing/encrypt-entity';
import type { Certificate } from '../pki/certificate';
import { recipientDefect } from '../pki/encrypt-cms';
import { readCertificate } from '../pki/read-certificate';
import { judgeChain } from './judge-chain';
import { openTrust, type OpenedTrust, type TrustContext } from './trust-context';

/** A signature of a letter we received, as it was judged. */
export interface SeenSignature {
  readonly signature: Pick<SignatureVerdict, 'kind' | 'verdict' | 'checks' | 'signer' | 'chain' | 'encryption'>;
  /** our arrival of the letter */
  readonly at: IsoTime;
}

/** A certificate that a letter brought for an address. */
export interface KnownReader {
  /** base64 of DER */
  readonly der: string;
  /** of the authorities above it, which travelled with the letter too; base64 of DER */
  readonly chain: readonly string[];
  readonly opensGcm: boolean;
  readonly seenAt: IsoTime;
}

/** What is known of the addresses that were asked about, as they were asked about; null: nothing. */
export type KnownReaders = Readonly<Record<string, KnownReader | null>>;

/** Why nothing can be encrypted for an address; i18n key below `signer-check:reader.`. Closed. */
export type ReaderDefect = 'noCertificate' | 'outOfTime' | 'revoked' | 'untrusted' | 'use' | 'algorithm';

export type ReaderAnswer =
  /** `statusUnknown`: no revocation data is at hand; the letter that brought the certificate was valid when it came */
  | { readonly kind: 'ready'; readonly recipient: EnvelopeRecipient; readonly statusUnknown: boolean }
  | { readonly kind: 'missing'; readonly why: ReaderDefect };

/** Equal for addresses that one mailbox answers to: nobody tells letters apart by case in the local part. */
export function readerKey(address: string): string {
  const read = readAddress(address);
  return read === null ? address.trim().toLowerCase() : `${read.local.toLowerCase()}@${read.domain}`;
}

/**
 * The newest certificate each sender signed with, or sent along, in a letter that was valid and whose certificate names the address it came from.
 * @returns by address, folded as `knownReader` looks it up
 */
export function collectReaders(seen: Iterable<SeenSignature>): ReadonlyMap<string, KnownReader> {
  const readers = new Map<string, KnownReader>();
  for (const { signature: { kind, verdict, checks, signer, chain, encryption }, at } of seen) {
    if (kind !== 'smime' || verdict !== 'passed' || checks.binding.state !== 'passed' || signer === null || encryption === undefined) continue;
    for (const key of signer.addresses.map(readerKey)) {
      const known = readers.get(key);
      if (known === undefined || known.seenAt < at) readers.set(key, { der: encryption.der ?? signer.der, chain: chain.slice(1).map(({ der }) => der), opensGcm: encryption.opensGcm, seenAt: at });
    }
  }
  return readers;
}

export function knownReader(readers: ReadonlyMap<string, KnownReader>, address: string): KnownReader | null {
  return readers.get(readerKey(address)) ?? null;
}

/** As `knownReader` looks it up. */
export function readersByAddress(known: KnownReaders): ReadonlyMap<string, KnownReader> {
  return new Map(Object.entries(known).flatMap(([address, reader]) => (reader === null ? [] : [[readerKey(address), reader] as const])));
}

async function statusDefect(certificate: Certificate, above: readonly Certificate[], opened: OpenedTrust, trust: TrustContext): Promise<ReaderDefect | 'unknown' | null> {
  const at = Date.parse(trust.judgedAt);
  if (!(at >= certificate.notBefore && at <= certificate.notAfter)) return 'outOfTime';
  const evidence = { pool: { anchors: opened.anchors, others: [...above, ...opened.intermediates] }, material: { lists: opened.crls, answers: opened.ocsps } };
  const { outcome, revocation } = await judgeChain(certificate, evidence, 'emailEncryption', { at, by: 'now' }, trust, trust.policies);
  if (outcome.kind !== 'valid') return 'untrusted';
  if (revocation?.kind === 'revoked' || revocation?.kind === 'held') return 'revoked';
  return revocation?.kind === 'good' ? null : 'unknown';
}

/** Can a letter be encrypted for this address today? @param reader what letters brought for it; null: nothing @param trust with `judgedBy: 'now'` */
export async function checkReader(reader: KnownReader | null, address: string, trust: TrustContext): Promise<ReaderAnswer> {
  const read = reader === null ? null : await readCertificate(reader.der);
  if (reader === null || read === null || !read.ok || !read.value.addresses.some((one) => readerKey(one) === readerKey(address))) return { kind: 'missing', why: 'noCertificate' };
  const certificate = read.value;
  const above = (await Promise.all(reader.chain.map((der) => readCertificate(der)))).flatMap((one) => (one.ok ? [one.value] : []));
  const why = recipientDefect(certificate) ?? (await statusDefect(certificate, above, await openTrust(trust), trust));
  if (why !== null && why !== 'unknown') return { kind: 'missing', why };
  return { kind: 'ready', recipient: { certificate, opensGcm: reader.opensGcm }, statusUnknown: why === 'unknown' };
}
