import { readAddress } from '../acknowledge/mail-address';
import type { Addressee } from '../model/draft';
import type { Unit } from '../model/unit';

/** Is it an address that a letter can be sent to, as a person types it? */
export function isAddress(text: string): boolean {
  return text.length <= 320 && readAddress(text.trim()) !== null;
}

/**
 * Addresses out of what was typed or pasted: separated by commas, semicolons, blanks or lines, with names before angle brackets. What is no address comes back
 * in `rest`.
 */
export function readTypedAddresses(text: string, directory: readonly Unit[]): { readonly addressees: readonly Addressee[]; readonly rest: string } {
  const addressees: Addressee[] = [];
  const rest: string[] = [];
  const pieces = text.slice(0, 200_000).split(/[;,\n\r\t]+/).map((piece) => piece.trim()).filter((piece) => piece !== '');
  for (const piece of pieces) {
    const named = /^(.{0,500}?)\s*<([^<>\s]{3,320})>$/u.exec(piece);
    const words = named === null ? piece.split(/\s+/) : [];
    if (named?.[2] !== undefined && isAddress(named[2])) addressees.push(addresseeAt(named[2], named[1] ?? '', directory));
    else if (words.length > 0 && words.every(isAddress)) addressees.push(...words.map((word) => addresseeAt(word, '', directory)));
    else rest.push(piece);
  }
  return { addressees: withoutDoubles(addressees), rest: rest.join('; ') };
}

/** The unit whose address it is, else the address by itself. */
export function addresseeAt(typed: string, name: string, directory: readonly Unit[]): Addressee {
  const wanted = typed.trim().toLowerCase();
  const unit = directory.find(({ addresses }) => addresses.some((one) => one.toLowerCase() === wanted));
  return { unitId: unit?.unitId ?? null, name: unit?.name ?? name.replaceAll(/^["'\s]+|(?<!["'\s])["'\s]+$/g, ''), address: typed.trim(), group: null };
}

/** One entry an address; units without an address count by themselves. */
export function withoutDoubles(addressees: readonly Addressee[]): readonly Addressee[] {
  const seen = new Set<string>();
  return addressees.filter(({ address: at, unitId }) => {
    const key = at === '' ? `unit ${unitId ?? ''}` : at.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
