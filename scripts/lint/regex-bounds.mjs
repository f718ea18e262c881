// @ts-check
/**
 * @typedef {{ readonly file: string, readonly pattern: string, readonly characters: number, readonly why: string }} RegexBound
 */

/** steps that a bounded input may cost at most: some tens of milliseconds */
export const stepsAllowed = 20_000_000;

/**
 * Patterns whose work grows faster than their input, and what bounds that input. Only the length of the longest input counts, never
 * that an attack is unlikely; exponential patterns have no place here.
 *
 * @type {readonly RegexBound[]}
 */
export const regexBounds = [
  {
    file: 'core/account/server-words.ts', pattern: '/(must|have to|has to|need to|needs to|required to|required:?|please)\\s+(\\w+\\s+){0,3}(change|reset|be changed|be reset)\\b/',
    characters: 2000, why: 'meaningOfWords looks at the first 2000 characters of what a server says',
  },
  { file: 'core/archive/stored-flags.ts', pattern: '/[:;!]2,([A-Za-z]*)(?:,.*)?$/', characters: 1024, why: 'the name of a file: 255 characters on every file system the program runs on' },
  { file: 'core/extract/number-format.ts', pattern: '/"[^"]*"|\\\\.|_.|\\*.|\\[[^\\]]*\\]/g', characters: 300, why: 'the code of a format is cut at 300 characters before' },
];

/**
 * Why a bound does not excuse a pattern; null where it does.
 *
 * @param {RegexBound} bound
 * @param {number} degree of the growth
 */
export function boundFault(bound, degree) {
  if (!Number.isFinite(degree)) return 'grows exponentially: no bound excuses that';
  return bound.characters ** degree > stepsAllowed ? `${bound.characters} characters cost ${bound.characters ** degree} steps` : null;
}
