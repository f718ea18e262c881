import type { Draft } from '../../core/model/draft';

/** Does `next` change what was signed and registered: the document's values, its file or its annexes? */
export function isFrozenBy(issued: Draft, next: Draft): boolean {
  return official(issued) !== official(next);
}

function official({ accountId, document, files }: Draft): string {
  const bound = files.filter(({ role }) => role !== 'file').map(({ fileId, digest, role, name }) => ({ fileId, digest, role, name }));
  return JSON.stringify({ accountId, document, bound });
}
