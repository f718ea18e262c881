import { limits } from '../base/limits';
import { childrenOf, contentOf, DerError, expect, isContext, octetsOf, tags } from './der';
import type { Element } from './der';
import { readGeneralName } from './general-name';
import type { SignerInfo } from './read-cms';
import { oids } from './oids';
import { singleValue } from './verify-cms';
import { octets, oid, plainTagged, seq, tagged, utf8 } from './write-der';

/** ReceiptRequest (RFC 2634 2.7): the sender of a signed letter asks its readers for a signed receipt. */
export interface ReceiptRequest {
  readonly contentId: Uint8Array;
  /** addresses that are asked; null: whoever reads it */
  readonly from: readonly string[] | null;
  /** only who got it directly, not through a list */
  readonly firstTierOnly: boolean;
  /** addresses the receipt goes to, never empty */
  readonly to: readonly string[];
}

/** Addresses beyond ASCII have a form of their own (RFC 9598). */
function mailName(address: string): Uint8Array {
  const isAscii = /^[\x21-\x7e]+$/.test(address);
  return isAscii ? plainTagged(1, new TextEncoder().encode(address)) : tagged(0, oid('1.3.6.1.5.5.7.8.9'), tagged(0, utf8(address)));
}

/** DER of a request to every reader. @param contentId bytes that no other letter of ours has @param to our address */
export function receiptRequest(contentId: Uint8Array, to: string): Uint8Array {
  return seq(octets(contentId), plainTagged(0, Uint8Array.of(0)), seq(seq(mailName(to))));
}

function addressesOf(names: Element): readonly string[] {
  return childrenOf(expect(names, tags.sequence)).flatMap((name) => {
    const read = readGeneralName(name);
    return read.kind === 'rfc822' ? [read.value] : [];
  });
}

function addressesIn(list: Element | undefined): readonly string[] {
  if (list === undefined) throw new DerError('field missing');
  return [...new Set(childrenOf(list).slice(0, limits.receiptRequestNames).flatMap(addressesOf))].slice(0, limits.receiptRequestNames);
}

function readRequest(value: Element): ReceiptRequest {
  const [contentId, from, to] = childrenOf(expect(value, tags.sequence));
  const isList = isContext(from, 1);
  if (!isList && !isContext(from, 0)) throw new DerError('no receiptsFrom');
  return {
    contentId: octetsOf(expect(contentId, tags.octetString)),
    from: isList ? addressesIn(from) : null,
    firstTierOnly: !isList && contentOf(from)[0] === 1,
    to: addressesIn(expect(to, tags.sequence)),
  };
}

/** Is one of these addresses asked? @param viaList the letter came through a list, which asks nobody beyond it (RFC 2634 2.3) */
export function asksOf({ from, firstTierOnly }: Pick<ReceiptRequest, 'from' | 'firstTierOnly'>, ours: readonly string[], viaList: boolean): boolean {
  if (firstTierOnly && viaList) return false;
  const own = new Set(ours.map((address) => address.toLowerCase()));
  return from === null || from.some((address) => own.has(address.toLowerCase()));
}

/** What a signer asks for; null: nothing, or nothing that can be read or answered. Whether the signature holds is not looked at. */
export function readReceiptRequest({ attributes }: Pick<SignerInfo, 'attributes'>): ReceiptRequest | null {
  try {
    const value = attributes === null ? null : singleValue(attributes, oids.receiptRequest);
    if (value === null || value === 'malformed') return null;
    const request = readRequest(value);
    return request.to.length === 0 ? null : request;
  } catch {
    // a request nobody can read asks for nothing
    return null;
  }
}
