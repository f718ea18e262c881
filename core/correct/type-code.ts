import { searchKey } from '../base/search-key';
import { vietnameseTypes } from '../recognise/data/vietnamese-types';

const codes: ReadonlyMap<string, string> = new Map([...vietnameseTypes].reverse().map(({ name, code }) => [searchKey(name), code]));

/** Code of a type by the name a person gave it; null where no list knows it. */
export function typeCodeOf(name: string | null): string | null {
  return name === null ? null : (codes.get(searchKey(name)) ?? null);
}
