import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { faxTiff, grayPng } from '../../../scripts/desk/scan-files';
import { pictureScans } from './picture-scans';
import { pictureSize } from './picture-size';
import { readTiffPage } from './read-tiff';
import { tiffDirectories } from './tiff-directories';

const blank = (width: number, height: number) => ({ width, height, gray: new Uint8Array(width * height).fill(255), ink: new Uint8Array(width * height) });

/** A JPEG as far as its frame header, behind an EXIF segment. */
function jpegHead(width: number, height: number, orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...frame, 0xff, 0xda]);
}

describe('a picture', () => {
  it('tells its size and how it is to be turned before it is decoded', () => {
    expect(pictureSize(grayPng(blank(300, 20)))).toEqual({ kind: 'png', width: 300, height: 20, orientation: 1 });
    expect(pictureSize(jpegHead(1240, 1754, 6))).toEqual({ kind: 'jpeg', width: 1240, height: 1754, orientation: 6 });
    const webp = Buffer.alloc(32);
    webp.write('RIFF', 0, 'latin1');
    webp.write('WEBPVP8X', 8, 'latin1');
    webp.writeUIntLE(1239, 24, 3);
    webp.writeUIntLE(1753, 27, 3);
    expect(pictureSize(new Uint8Array(webp))).toEqual({ kind: 'webp', width: 1240, height: 1754, orientation: 1 });
  });

  it('that is too small for a page is not read, whatever it shows', () => {
    expect(pictureScans(grayPng(blank(200, 60)))).toEqual([]);
    expect(pictureScans(grayPng(blank(700, 500)))).toEqual([1]);
  });

  it('of several pages has each of them that is large enough', () => {
    expect(pictureScans(faxTiff([blank(700, 500), blank(64, 64), blank(700, 500)]))).toEqual([1, 3]);
  });

  it('of any bytes is answered', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('', 'II*\0', 'MM\0*', '\x89PNG\r\n\x1a\n', '\xff\xd8', 'BM', 'RIFF'), (bytes, magic) => {
      const file = new Uint8Array([...Buffer.from(magic, 'latin1'), ...bytes]);
      expect(pictureScans(file).length).toBeLessThanOrEqual(limits.tiffPages);
      expect(readTiffPage(file, 1)).toHaveProperty('ok');
    }));
  });
});

describe('a TIFF', () => {
  it('whose pages lead back to the first one ends there', () => {
    const tiff = new Uint8Array(faxTiff([blank(700, 500), blank(700, 500)]));
    const pages = tiffDirectories(tiff);
    new DataView(tiff.buffer).setUint32(pages[1]!.nextAt, pages[0]!.at, true);
    expect(tiffDirectories(tiff)).toHaveLength(2);
    expect(readTiffPage(tiff, 2)).toMatchObject({ ok: true, value: { width: 700, height: 500 } });
    expect(readTiffPage(tiff, 3)).toEqual({ ok: false, failure: 'pictureBroken' });
  });

  it('gives the ink of a Group 4 page where it was written', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 12 }), fc.array(fc.boolean(), { minLength: 840, maxLength: 840 }), (width, height, bits) => {
      const ink = Uint8Array.from({ length: width * height }, (_none, at) => (bits[at] === true ? 1 : 0));
      const read = readTiffPage(faxTiff([{ width, height, ink }]), 1);
      expect(read.ok && [...read.value.gray].map((gray) => (gray < 128 ? 1 : 0))).toEqual([...ink]);
    }));
  });

  it('of grey JPEG has its pixels where they belong', () => {
    // ITU-T T.81: two blocks of one shade each, black and white; every code of the DC table has 4 bits, the AC table has only the end of a block
    const jpeg = [
      0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...new Array<number>(64).fill(1), 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0,
      0xff, 0xc4, 0, 31, 0, 0, 0, 0, 12, ...new Array<number>(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0xff, 0xc4, 0, 20, 0x10, 1, ...new Array<number>(15).fill(0), 0,
      0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0b10110111, 0b11111110, 0b10111111, 0b11110000, 0xff, 0xd9,
    ];
    const fields = [[256, 16], [257, 8], [258, 8], [259, 7], [262, 1], [273, 8], [277, 1], [278, 8], [279, jpeg.length]] as const;
    const tiff = Buffer.alloc(8 + jpeg.length + 1 + 2 + fields.length * 12 + 4);
    const at = 8 + jpeg.length + (jpeg.length % 2);
    tiff.write('II*\0', 0, 'latin1');
    tiff.writeUInt32LE(at, 4);
    tiff.set(jpeg, 8);
    tiff.writeUInt16LE(fields.length, at);
    fields.forEach(([tag, value], index) => {
      tiff.writeUInt16LE(tag, at + 2 + index * 12);
      tiff.writeUInt16LE(4, at + 4 + index * 12);
      tiff.writeUInt32LE(1, at + 6 + index * 12);
      tiff.writeUInt32LE(value, at + 10 + index * 12);
    });
    const read = readTiffPage(tiff, 1);
    const rows = Array.from({ length: 8 }, () => [...new Array<number>(8).fill(0), ...new Array<number>(8).fill(255)]).flat();
    expect(read.ok && [...read.value.gray]).toEqual(rows);
  });

  it('larger than any sheet is not decoded', () => {
    const tiff = new Uint8Array(faxTiff([blank(700, 500)]));
    const view = new DataView(tiff.buffer);
    // the value of its first entry, the width
    view.setUint32(view.getUint32(4, true) + 10, limits.ocrPixels, true);
    expect(readTiffPage(tiff, 1)).toEqual({ ok: false, failure: 'pictureTooLarge' });
  });
});
