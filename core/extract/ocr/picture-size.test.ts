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

  it('larger than any sheet is not decoded', () => {
    const tiff = new Uint8Array(faxTiff([blank(700, 500)]));
    const view = new DataView(tiff.buffer);
    // the value of its first entry, the width
    view.setUint32(view.getUint32(4, true) + 10, limits.ocrPixels, true);
    expect(readTiffPage(tiff, 1)).toEqual({ ok: false, failure: 'pictureTooLarge' });
  });
});
