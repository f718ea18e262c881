/**
 * All matches of a global pattern that matches no empty string, in order. `matchAll` makes a copy of its pattern at each call, which costs more than
 * most searches of a letter.
 */
export function everyMatch(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) matches.push(match);
  return matches;
}
