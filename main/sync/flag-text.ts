/** Flags in one order, so that two sets compare as text; `\Recent` belongs to a session, not to a letter (RFC 9051, 2.3.2). */
export function flagText(flags: Iterable<string>): string {
  return [...flags].filter((flag) => flag.toLowerCase() !== '\\recent').sort().join(' ');
}

export function flagList(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
