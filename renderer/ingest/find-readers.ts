import { limits } from '../../core/base/limits';
import { addressOf } from '../../core/correct/show-letter';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { LetterVerdict } from '../../core/model/verdict';
import { collectReaders, knownReader, readerKey, type KnownReaders } from '../../core/verify/find-readers';
import type { ShownRows } from './shown-rows';

/**
 * Certificates that letters brought for these addresses, out of the verdicts that lie in the store. Looked at are the newest signed letters of each
 * address; what lies in junk or was sent by ourselves says nothing.
 * @param verdicts of these letters, in their order; not there: not judged yet
 */
export async function findReaders(addresses: readonly string[], rows: Pick<ShownRows, 'all'>, verdicts: (ids: readonly LetterId[]) => Promise<readonly (LetterVerdict | null | undefined)[]>): Promise<KnownReaders> {
  const wanted = new Set(addresses.map(readerKey));
  const newest = new Map<string, { readonly id: LetterId; readonly at: IsoTime }[]>();
  for (const [id, { state, found, signed }] of rows.all()) {
    if (!signed || found === null || state.junk || state.outgoing) continue;
    const from = readerKey(addressOf(found.basis));
    if (wanted.has(from)) newest.set(from, [...(newest.get(from) ?? []), { id, at: state.arrivedAt }]);
  }
  const letters = [...newest.values()].flatMap((all) => all.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limits.readerLetters));
  const read = await verdicts(letters.map(({ id }) => id));
  const readers = collectReaders(letters.flatMap(({ at }, index) => (read[index]?.signatures ?? []).map((signature) => ({ signature, at }))));
  return Object.fromEntries(addresses.map((address) => [address, knownReader(readers, address)]));
}
