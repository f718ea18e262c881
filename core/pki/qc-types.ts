import type { Certificate } from './certificate';
import { childrenOf, DerError, expect, isContext, oidOf, readElement, tags } from './der';
import { readRawExtensions } from './read-extensions';

const qcStatements = '1.3.6.1.5.5.7.1.3';
const qcType = '0.4.0.1862.1.6';

/** What a qualified certificate is for, ETSI EN 319 412-5, 4.2.3: `0.4.0.1862.1.6.1` signatures of persons, `.2` seals of organisations, `.3` web sites. */
export function qcTypes({ tbs }: Pick<Certificate, 'tbs'>): readonly string[] {
  try {
    const list = childrenOf(readElement(tbs)).find((field) => isContext(field, 3));
    const [sequence] = list === undefined ? [] : childrenOf(list);
    const found = sequence === undefined ? undefined : readRawExtensions(sequence).find(({ oid }) => oid === qcStatements);
    if (found === undefined) return [];
    return childrenOf(readElement(found.value)).flatMap((statement) => {
      const [id, info] = childrenOf(expect(statement, tags.sequence));
      return info !== undefined && oidOf(id) === qcType ? childrenOf(info).map(oidOf) : [];
    });
  } catch (cause) {
    if (cause instanceof DerError) return [];
    throw cause;
  }
}
