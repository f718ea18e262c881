/** A clause that may follow a colon, made to stand as a sentence of its own. */
export function sentenceCase(text: string): string {
  const first = [...text][0];
  return first === undefined ? text : first.toLocaleUpperCase() + text.slice(first.length);
}

/** What somebody typed, closed with a full stop so that the next sentence does not run into it. */
export function sentenceEnd(text: string): string {
  return /[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
