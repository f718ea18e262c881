/** `ab12cd…` as "AB12 CD34 …": four digits at a time can be compared aloud over the telephone. */
export function groupFingerprint(hex: string): string {
  return (hex.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}
