/** RFC 3454, table C.1.2: spaces beside the usual one. */
const otherSpaces = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu;
/** RFC 3454, table B.1. */
const nothing = /[\u00ad\u034f\u1806\u180b-\u180d\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]/gu;

/**
 * SASLprep (RFC 4013) as far as it changes anything: the same password typed on two keyboards gives the same bytes. What it would
 * forbid is left as it is: the server then says that the password is wrong, which is true of what it was given.
 */
export function prepareSecret(text: string): string {
  return text.replace(otherSpaces, ' ').replace(nothing, '').normalize('NFKC');
}
