/** A clause that may follow a colon, made to stand as a sentence of its own. */
export function sentenceCase(text: string): string {
  const first = [...text][0];
  return first === undefined ? text : first.toLocaleUpperCase() + text.slice(first.length);
}
