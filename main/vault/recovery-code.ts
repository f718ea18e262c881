import { randomBytes } from 'node:crypto';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';

/*
 * 7 groups of 5 characters, 4 of them data and 1 check: 140 random bits, far beyond guessing, so no slow hash is needed.
 * The check is a weighted sum over GF(32) of the data and the group's place: every single wrong character, every two
 * neighbours exchanged and every two groups exchanged are noticed, and the wrong group is named.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 7;
const dataPerGroup = 4;

/** `group`: the first one that was mistyped, from 1; null where the number of characters is wrong */
export interface RecoveryCodeMistyped {
  readonly code: 'recoveryCodeMistyped';
  readonly group: number | null;
}

/** Multiplication by x in GF(32) with x^5 + x^2 + 1. */
function timesX(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}

function checkOf(data: readonly number[], place: number): number {
  return [...data, place].reduce((sum, value) => timesX(sum) ^ value, 0);
}

export interface RecoveryCode {
  /** the 28 data characters as numbers; what the slot's key is derived from */
  readonly secret: Uint8Array;
  /** for print: `XXXXX-XXXXX-…` */
  readonly text: string;
}

export function newRecoveryCode(): RecoveryCode {
  const secret = Uint8Array.from(randomBytes(groups * dataPerGroup), (byte) => byte & 31);
  const words = Array.from({ length: groups }, (_, group) => {
    const data = [...secret.subarray(group * dataPerGroup, (group + 1) * dataPerGroup)];
    return [...data, checkOf(data, group)].map((value) => alphabet[value]).join('');
  });
  return { secret, text: words.join('-') };
}

/** Takes any case, spaces and dashes anywhere or nowhere, and O, I, L for 0, 1, 1 (Crockford's base 32). */
export function parseRecoveryCode(text: string): Result<Uint8Array, RecoveryCodeMistyped> {
  const typed = text.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const values = [...typed].map((character) => alphabet.indexOf(character));
  const groupLength = dataPerGroup + 1;
  if (values.length !== groups * groupLength) return fail({ code: 'recoveryCodeMistyped', group: null });
  const secret = new Uint8Array(groups * dataPerGroup);
  for (let group = 0; group < groups; group += 1) {
    const word = values.slice(group * groupLength, (group + 1) * groupLength);
    const data = word.slice(0, dataPerGroup);
    if (word.includes(-1) || word[dataPerGroup] !== checkOf(data, group)) {
      return fail({ code: 'recoveryCodeMistyped', group: group + 1 });
    }
    secret.set(data, group * dataPerGroup);
  }
  return ok(secret);
}
