import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { writePng } from './fixtures/write-png';
import type { PngOptions } from './fixtures/write-png';
import { readPng } from './read-png';

type Paint = Parameters<typeof writePng>[2];
const paint: Paint = (x, y) => [(x * 40) & 0xff, (y * 70) & 0xff, ((x + y) * 25) & 0xff, x === y ? 0 : 255];
const grey: Paint = (x, y) => [((x + 2 * y) * 20) & 0xff, 0, 0, x === 0 ? 128 : 255];

function pixelsOf(png: Uint8Array): readonly (readonly number[])[] {
  const read = readPng(png);
  if (!read.ok) throw new Error(read.failure);
  const { width, height, rgb, alpha } = read.value;
  return Array.from({ length: width * height }, (_, at) => [...rgb.subarray(at * 3, at * 3 + 3), alpha?.[at] ?? 255]);
}

function painted(by: Paint): readonly (readonly number[])[] {
  return Array.from({ length: 30 }, (_, at) => [...by(at % 6, Math.floor(at / 6))]);
}

describe('a PNG of eight bits is read point by point', () => {
  it.each([0, 1, 2, 3, 4] as const)('with filter %i', (filter) => {
    expect(pixelsOf(writePng(6, 5, paint, { filter }))).toEqual(painted(paint));
  });

  it.each<readonly [NonNullable<PngOptions['kind']>, Paint, (pixel: readonly number[]) => readonly number[]]>([
    ['rgb', paint, ([red = 0, green = 0, blue = 0]) => [red, green, blue, 255]],
    ['palette', paint, (pixel) => pixel],
    ['grey', grey, ([red = 0]) => [red, red, red, 255]],
    ['greyAlpha', grey, ([red = 0, , , alpha = 0]) => [red, red, red, alpha]],
  ])('in the kind %s', (kind, by, seen) => {
    expect(pixelsOf(writePng(6, 5, by, { kind, filter: 4 }))).toEqual(painted(by).map(seen));
  });

  it('nothing transparent is no mask', () => {
    const read = readPng(writePng(2, 2, () => [1, 2, 3, 255]));
    expect(read.ok && read.value.alpha).toBeNull();
  });
});

describe('what is no such PNG is refused', () => {
  const good = writePng(6, 5, paint);
  it.each<readonly [string, Uint8Array]>([
    ['sixteen bits', writePng(6, 5, paint, { bits: 16 })],
    ['four bits', writePng(6, 5, paint, { bits: 4 })],
    ['interlaced', writePng(6, 5, paint, { interlace: true })],
    ['broken off', good.subarray(0, 60)],
    ['another format', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8])],
    ['nothing', new Uint8Array(0)],
    ['without its pixels', Uint8Array.from([...good.subarray(0, 33), ...good.subarray(-12)])],
  ])('%s', (_name, bytes) => {
    expect(readPng(bytes)).toEqual({ ok: false, failure: 'pictureFormat' });
  });

  it('more pixels than are allowed, before they are unfolded', () => {
    const huge = good.slice();
    huge.set([0, 1, 0, 0, 0, 1, 0, 0], 16);
    expect(readPng(huge)).toEqual({ ok: false, failure: 'pictureTooLarge' });
    expect(readPng(new Uint8Array(limits.signaturePictureBytes + 1))).toEqual({ ok: false, failure: 'pictureTooLarge' });
  });

  it('fewer rows than its header says', () => {
    const taller = good.slice();
    taller.set([0, 0, 0, 50], 20);
    expect(readPng(taller)).toEqual({ ok: false, failure: 'pictureFormat' });
  });
});
