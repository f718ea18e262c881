import { crc32, deflateSync } from 'node:zlib';
import type { GrayPicture } from '../../core/extract/ocr/gray-picture';
import { faxGroup4, type InkPicture } from './fax-group4';

/** Black and white, as an office's copier sends it. */
export function inkOf({ width, height, gray }: GrayPicture, threshold = 140): InkPicture {
  return { width, height, ink: gray.map((value) => (value < threshold ? 1 : 0)) };
}

/** A PNG of 8 bits grey. */
export function grayPng({ width, height, gray }: GrayPicture): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(gray.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

// TIFF 6.0: LONG, SHORT
const longType = 4;
const shortType = 3;

/** A TIFF of Group 4 pages, one directory each. */
export function faxTiff(pages: readonly InkPicture[]): Uint8Array {
  const parts: Buffer[] = [];
  let at = 8;
  const head = Buffer.from('II*\0\0\0\0\0', 'latin1');
  let pointer: readonly [Buffer, number] = [head, 4];
  for (const page of pages) {
    const data = Buffer.from(faxGroup4(page));
    const strip = at;
    const directoryAt = at + data.length + (data.length % 2);
    const fields = [
      [256, longType, page.width], [257, longType, page.height], [258, shortType, 1], [259, shortType, 4], [262, shortType, 0],
      [273, longType, strip], [277, shortType, 1], [278, longType, page.height], [279, longType, data.length],
    ] as const;
    const directory = Buffer.alloc(2 + fields.length * 12 + 4);
    directory.writeUInt16LE(fields.length, 0);
    fields.forEach(([tag, type, value], index) => {
      const entry = 2 + index * 12;
      directory.writeUInt16LE(tag, entry);
      directory.writeUInt16LE(type, entry + 2);
      directory.writeUInt32LE(1, entry + 4);
      directory.writeUInt32LE(value, entry + 8);
    });
    pointer[0].writeUInt32LE(directoryAt, pointer[1]);
    pointer = [directory, directory.length - 4];
    parts.push(data, Buffer.alloc(data.length % 2), directory);
    at = directoryAt + directory.length;
  }
  return Buffer.concat([head, ...parts]);
}

/** A PDF whose pages are pictures alone, as scanners write it; 72 points to the inch. */
export function scannedPdf(pages: readonly InkPicture[], dpi: number): Uint8Array {
  const objects: Buffer[] = [];
  /** @param fields of the dictionary; the stream's length is added */
  const put = (fields: string, stream: Uint8Array | null = null): number => {
    const number = objects.length + 1;
    const dictionary = `${number} 0 obj\n<< ${fields}${stream === null ? '' : ` /Length ${stream.length}`} >>`;
    const body = stream === null ? [] : [Buffer.from('\nstream\n', 'latin1'), stream, Buffer.from('\nendstream', 'latin1')];
    objects.push(Buffer.concat([Buffer.from(dictionary, 'latin1'), ...body, Buffer.from('\nendobj\n', 'latin1')]));
    return number;
  };
  const treeNumber = pages.length * 3 + 1;
  const kids = pages.map((page) => {
    const [width, height] = [(page.width * 72) / dpi, (page.height * 72) / dpi];
    const picture = put(
      `/Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${page.width} /Rows ${page.height} >>`,
      faxGroup4(page),
    );
    const content = put('', Buffer.from(`${width.toFixed(2)} 0 0 ${height.toFixed(2)} 0 0 cm /P Do`, 'latin1'));
    return put(`/Type /Page /Parent ${treeNumber} 0 R /MediaBox [0 0 ${width.toFixed(2)} ${height.toFixed(2)}] /Resources << /XObject << /P ${picture} 0 R >> >> /Contents ${content} 0 R`);
  });
  put(`/Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]`);
  const catalog = put(`/Type /Catalog /Pages ${treeNumber} 0 R`);
  const head = Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  let at = head.length;
  const rows = objects.map((object) => {
    const row = `${String(at).padStart(10, '0')} 00000 n \n`;
    at += object.length;
    return row;
  });
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([head, ...objects, Buffer.from(tail, 'latin1')]);
}
