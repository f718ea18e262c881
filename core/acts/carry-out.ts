import { assertNever } from '../base/assert-never';
import type { Errand } from './act-step';
import { appendLetter } from './append-letter';
import { freeLetter } from './free-letter';
import { moveLetter } from './move-letter';
import type { ErrandWish } from './plan-errands';
import { setFlags } from './set-flags';
import type { Settlement } from './settlement';
import type { ActLetter } from './where-is-it';

/**
 * The way from a wish to its outcome, step by step. It keeps nothing between two tries: where the line broke or the program died it
 * is begun again, and its first look shows how far the last try came.
 */
export function carryOut(what: ErrandWish, letter: ActLetter): Errand<Settlement> {
  switch (what.kind) {
    case 'flags':
      return setFlags(what.wish, letter);
    case 'move':
      return moveLetter(what.wish, letter);
    case 'free':
      return freeLetter(what.from, letter, what.erases);
    case 'append':
      return appendLetter(what.to, what.flags, letter);
    default:
      return assertNever(what);
  }
}
