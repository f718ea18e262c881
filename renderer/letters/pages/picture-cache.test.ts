import { expect, it } from 'vitest';
import { PictureCache } from './picture-cache';
import { pictureTypeOf } from './picture-type';

const picture = (width: number, height: number) => ({ width, height, rgba: new Uint8ClampedArray(0) });

it('the pages used last are kept, as many as fit', () => {
  const cache = new PictureCache(100);
  cache.put('a', picture(5, 10));
  cache.put('b', picture(5, 10));
  cache.get('a');
  cache.put('c', picture(5, 10));
  expect([cache.get('a')?.width, cache.get('b'), cache.get('c')?.width]).toEqual([5, null, 5]);
  cache.put('large', picture(50, 50));
  expect([cache.get('a'), cache.get('c'), cache.get('large')?.width]).toEqual([null, null, 50]);
});

it('what a picture is, its first bytes say', () => {
  expect(pictureTypeOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png');
  expect(pictureTypeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
  expect(pictureTypeOf(new TextEncoder().encode('<svg onload="x">'))).toBeNull();
  expect(pictureTypeOf(new Uint8Array())).toBeNull();
});
