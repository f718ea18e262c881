import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { latin1, textOfBytes } from './fixtures/write-pdf';
import type { PdfObject, PdfStream } from './pdf-model';
import { readObject } from './read-object';
import { undoFilters } from './undo-filters';

const resolve = (object: PdfObject | undefined): PdfObject => object ?? { kind: 'null' };

function stream(keys: string, raw: Uint8Array): PdfStream {
  const source = latin1(`<< ${keys} >>`);
  const { object } = readObject(source, 0, source.length);
  if (object.kind !== 'dictionary') throw new Error('no dictionary');
  return { kind: 'stream', dictionary: object, raw };
}

function undone(keys: string, raw: Uint8Array, limit?: number): readonly number[] | null {
  const data = undoFilters(stream(keys, raw), resolve, limit);
  return data === null ? null : [...data];
}

describe('filters are undone', () => {
  it('hexadecimal and base 85, one after the other', () => {
    expect(undone('/Filter /ASCIIHexDecode', latin1('4D 61 6e2>'))).toEqual([0x4d, 0x61, 0x6e, 0x20]);
    expect(textOfBytes(undoFilters(stream('/Filter [/A85]', latin1('9jqo^BlbD-BleB1DJ+*+F(f,q~>')), resolve) ?? new Uint8Array(0))).toBe('Man is distinguished');
    expect(undone('/Filter /ASCII85Decode', latin1('z!!~>'))).toEqual([0, 0, 0, 0, 0]);
    expect(undone('/Filter [/ASCIIHexDecode /ASCII85Decode]', latin1('396a716f5e7e3e>'))).toEqual([...latin1('Man ')]);
  });

  it('deflate, with or without its checksum or the end of line behind it', () => {
    const raw = zlibSync(latin1('công văn'.normalize('NFD').replace(/[^a-z ]/g, '')));
    for (const bytes of [raw, raw.subarray(0, -4), Uint8Array.of(...raw, 13, 10)]) expect(undone('/Filter /FlateDecode', bytes)).toEqual([...latin1('cong van')]);
  });

  it('PNG rows of every kind', () => {
    const rows = [1, 10, 5, 5, 3, 1, 1, 1, 4, 2, 2, 2, 2, 1, 1, 1, 0, 7, 8, 9];
    const keys = '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 3 >>';
    expect(undone(keys, zlibSync(Uint8Array.from(rows)))).toEqual([10, 15, 20, 6, 11, 16, 8, 13, 18, 9, 14, 19, 7, 8, 9]);
  });

  it('TIFF rows', () => {
    expect(undone('/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >>', zlibSync(Uint8Array.of(1, 1, 1, 5, 5, 250)))).toEqual([1, 2, 3, 5, 10, 4]);
  });
});

describe('what cannot be undone is nothing at all', () => {
  it.each<readonly [string, string, Uint8Array]>([
    ['a filter that is not known', '/Filter /LZWDecode', latin1('abc')],
    ['damaged data', '/Filter /FlateDecode', latin1('x\x9cgarbage')],
    ['no zlib data', '/Filter /FlateDecode', latin1('garbage')],
    ['more filters than anyone needs', `/Filter [${'/AHx '.repeat(9)}]`, latin1('00')],
    ['rows wider than anything', '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 99999999999 >>', zlibSync(latin1('abc'))],
  ])('%s', (_title, keys, raw) => {
    expect(undone(keys, raw)).toBeNull();
  });

  it('data that unfold to more than allowed, in one go or in many', () => {
    expect(undone('/Filter /FlateDecode', zlibSync(new Uint8Array(50_000)), 49_999)).toBeNull();
    const twice = zlibSync(zlibSync(new Uint8Array(3_000_000)));
    expect(undone('/Filter [/FlateDecode /FlateDecode]', twice, 1_000_000)).toBeNull();
  });
});
