/** A recovery code in the groups it was written in; one without separators is cut into fours. */
export function codeGroups(code: string): readonly string[] {
  const groups = code.split(/[\s-]+/).filter((group) => group !== '');
  return groups.length > 1 ? groups : code.match(/.{1,4}/g) ?? [];
}
