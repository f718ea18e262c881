import type { AlgorithmIdentifier } from './certificate';
import { bytesOf, childrenOf, expect, oidOf, tags } from './der';
import type { Element } from './der';

/** AlgorithmIdentifier (RFC 5280 4.1.1.2) with its parameters as they were encoded. */
export function readAlgorithm(element: Element | undefined): AlgorithmIdentifier {
  const [oid, parameters] = childrenOf(expect(element, tags.sequence));
  return { oid: oidOf(oid), parameters: parameters === undefined ? null : bytesOf(parameters) };
}
