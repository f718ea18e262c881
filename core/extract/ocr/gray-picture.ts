/** Decoded pixels as OCR wants them: 0 black to 255 white, rows from the top. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
}

/** Luma of ITU-R BT.601 on white paper; what is transparent shows the paper. */
export function grayOfRgba(width: number, height: number, rgba: Uint8Array | Uint8ClampedArray): GrayPicture {
  const gray = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < gray.length; pixel += 1, at += 4) {
    const luma = (rgba[at] ?? 255) * 299 + (rgba[at + 1] ?? 255) * 587 + (rgba[at + 2] ?? 255) * 114;
    const alpha = rgba[at + 3] ?? 255;
    gray[pixel] = 255 - ((255 - luma / 1000) * alpha) / 255;
  }
  return { width, height, gray };
}

/** As a binary PGM file (netpbm), the plainest picture the engine opens. */
export function pgmOf({ width, height, gray }: GrayPicture): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + gray.length);
  file.set(head);
  file.set(gray, head.length);
  return file;
}
