// @ts-check
/**
 * In how many ways a backtracking matcher can walk through a pattern from one place of a text, at most: Infinity where a repetition has no
 * upper bound. A pattern with few ways costs that many steps a character and no more, whatever it is given.
 *
 * @param {string} source of a regular expression
 * @returns {number}
 */
export function regexWays(source) {
  let at = 0;

  /** @returns {number} */
  function alternatives() {
    let ways = sequence();
    while (source[at] === '|') {
      at += 1;
      ways += sequence();
    }
    return ways;
  }

  /** @returns {number} */
  function sequence() {
    let ways = 1;
    while (at < source.length && source[at] !== '|' && source[at] !== ')') ways *= repeated(atom());
    return ways;
  }

  /** @returns {number} */
  function atom() {
    if (source[at] === '(') {
      at += /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?/.exec(source.slice(at, at + 80))?.[0].length ?? 1;
      const ways = alternatives();
      at += 1;
      return ways;
    }
    if (source[at] === '[') {
      at += 1;
      while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
      at += 1;
      return 1;
    }
    if (source[at] === '\\') at += /^\\(?:[pPu]\{[^}]*\}|k<[^>]*>|x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|.)/s.exec(source.slice(at, at + 80))?.[0].length ?? 2;
    else at += 1;
    return 1;
  }

  /**
   * @param {number} ways of what is repeated
   * @returns {number}
   */
  function repeated(ways) {
    const [whole, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at, at + 20)) ?? [];
    if (whole === undefined) return ways;
    at += whole.length;
    if (source[at] === '?') at += 1;
    if (whole === '*' || whole === '+') return Infinity;
    const [from, to] = whole === '?' ? [0, 1] : [Number(least), comma === '' ? Number(least) : most === '' || most === undefined ? Infinity : Number(most)];
    if (to === Infinity) return Infinity;
    let all = 0;
    for (let count = from; count <= to && all < Number.MAX_SAFE_INTEGER; count += 1) all += ways ** count;
    return all;
  }

  return alternatives();
}
