const signatures = [
  // PNG specification, 5.2
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  // ITU-T T.81, B.1.1.3: SOI and the first byte of a marker
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
] as const;

/** Which kind of picture the bytes are, whatever their label says; null for all others. */
export function pictureTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
  return signatures.find((one) => one.bytes.every((byte, at) => bytes[at] === byte))?.type ?? null;
}
