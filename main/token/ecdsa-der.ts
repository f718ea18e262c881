/**
 * ECDSA-Sig-Value (RFC 3279, 2.2.3) of r and s side by side, as PKCS #11 gives them. Null where the halves are none.
 */
export function ecdsaDer(pair: Uint8Array): Uint8Array | null {
  if (pair.length < 2 || pair.length % 2 !== 0 || pair.length > 132) return null;
  const half = pair.length / 2;
  const body = [...integer(pair.subarray(0, half)), ...integer(pair.subarray(half))];
  return Uint8Array.from([0x30, ...(body.length < 128 ? [body.length] : [0x81, body.length]), ...body]);
}

function integer(bytes: Uint8Array): readonly number[] {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const short = [...bytes.subarray(from)];
  const value = (short[0] ?? 0) >= 0x80 ? [0, ...short] : short;
  return [0x02, value.length, ...value];
}
