import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { Allowance } from './allowance';
import type { ArchiveEngine } from './archive-engine';
import { testArchiveEngine } from './fixtures/test-archive-engine';
import { tinyRar4, tinyRar5 } from './fixtures/tiny-rar';
import { tinySevenZip } from './fixtures/tiny-seven-zip';
import { utf8, walked } from './fixtures/walked';
import { readMember } from './read-member';
import { readSevenZipDirectory } from './seven-zip-directory';
import { unpackRarName } from './unpack-rar-name';

let engine: ArchiveEngine;
beforeAll(async () => {
  engine = await testArchiveEngine();
});

const files = [{ name: 'Hồ sơ/Quyết định số 36.txt', bytes: utf8('Số: 36/QĐ-UBND') }, { name: 'b.txt', bytes: utf8('hai') }];
const contents = ['Hồ sơ/Quyết định số 36.txt: Số: 36/QĐ-UBND', 'b.txt: hai'];

/** Two files as 7-Zip packs them: LZMA, one solid folder, the header packed too (made by the steps of 7zFormat.txt with liblzma). */
const packed7z = Uint8Array.from(atob('N3q8ryccAAQ65vaPwAAAAAAAAAAhAAAAAAAAAFSWgbwAKJ1LLiVRoAfpYhKHYseJimASj/yUuecW/lrPBBZs8Xx4tcCbcFmZCtySPxte3GIOVoo4EX8fAV9zRkYzhatc//jANAAAAIEzB64P0jOAPUDAkNNDxOH56LN3KBSJnNYH0gEE/9NGJgD5bwPHB5KNl1GiwUbYaDeckqH2eqqcvARTqVu1NE6tK9DczrlVqpQ4Jwi5tHy5rdBqii9dLzKc2+QSI9u1iDsHxLjFh1cQuhdqR2oV8PMI+Wv//xmKQAAXBkUBCXsABwsBAAEjAwEBBV0AAAEADICKCgE2etncAAA='), (letter) => letter.charCodeAt(0));

describe.each([['RAR 4', tinyRar4], ['RAR 5', tinyRar5]] as const)('a %s in a letter', (_, make) => {
  it('gives its files under their Vietnamese names', async () => {
    expect(await walked(make(files), engine)).toEqual(contents);
  });

  it('names files with a password, and an archive whose names have one', async () => {
    expect(await walked(make(files.map((file) => ({ ...file, encrypted: true }))), engine)).toEqual(['Hồ sơ/Quyết định số 36.txt! archiveEncrypted', 'b.txt! archiveEncrypted']);
    expect(await walked(make(files, { encryptedNames: true }), engine)).toEqual(['! archiveEncrypted']);
  });

  it('that is one of several volumes is named', async () => {
    expect(await walked(make(files, { volume: true }), engine)).toEqual(['! archiveVolume']);
  });

  it('that is cut gives what is there and says that something is missing', async () => {
    const whole = make(files);
    const cut = whole.subarray(0, whole.length - 30);
    expect(await walked(cut, engine)).toEqual([contents[0], expect.stringMatching(/! archiveBroken$/)]);
  });

  it('without the engine is named', async () => {
    expect(await walked(make(files), null)).toEqual(['! archiveEngineMissing']);
  });
});

describe('files of one name', () => {
  const twice = [{ name: 'a.txt', bytes: utf8('một') }, { name: 'a.txt', bytes: utf8('hai') }, { name: 'b.txt', bytes: utf8('ba') }];

  it('in a RAR 5 or 7z are all read, each by a path of its own', async () => {
    for (const bytes of [tinyRar5(twice), tinySevenZip(twice)]) expect(await walked(bytes, engine)).toEqual(['a.txt: một', 'a (2).txt: hai', 'b.txt: ba']);
  });

  it('in a RAR 4, where libarchive takes the second for a part of the first, are never given the bytes of another', async () => {
    expect(await walked(tinyRar4(twice), engine)).toEqual(['a.txt: một', 'a (2).txt! archiveBroken', 'b.txt: ba']);
  });
});

describe('a solid RAR', () => {
  it('of version 5 is read', async () => {
    expect(await walked(tinyRar5(files, { solid: true }), engine)).toEqual(contents);
  });

  it('of version 4 is named: libarchive does not read it', async () => {
    const lines = await walked(tinyRar4(files.map((file) => ({ ...file, solid: true })), { solid: true }), engine);
    expect(lines).toEqual(['Hồ sơ/Quyết định số 36.txt! archiveSolid', 'b.txt! archiveSolid']);
  });
});

describe('a name of RAR 4', () => {
  it('is put together from the plain one and the differences', () => {
    const plain = [...'Cong van.pdf'].map((letter) => letter.charCodeAt(0));
    // high byte 1E; C by itself, two units whole, then a run of nine copied from the plain name
    const packed = [0x1e, 0b00_10_00_11, 0x43, 0xf4, 0x00, 0x6e, 0x07];
    expect(unpackRarName(Uint8Array.from([...plain, 0, ...packed]))).toBe('Côn' + 'g van.pdf');
    expect(unpackRarName(utf8('Tờ trình.pdf'))).toBe('Tờ trình.pdf');
  });
});

describe('a 7z in a letter', () => {
  it('gives its files under their Vietnamese names, stored or packed as 7-Zip does', async () => {
    expect(await walked(tinySevenZip(files), engine)).toEqual(contents);
    expect(await walked(packed7z, engine)).toEqual([`Hồ sơ/Quyết định 36.txt: ${'Quyết định số 36/QĐ-UBND\n'.repeat(4).slice(0, 40)}`, 'Hồ sơ/Tờ trình.txt: Tờ trình số 12/TTr-SNV']);
  });

  it('with a password is named', async () => {
    const locked = tinySevenZip(files, { id: [0x06, 0xf1, 0x07, 0x01], properties: [0x13, 0], packed: new Uint8Array(32) });
    expect(await walked(locked, engine)).toEqual(['Hồ sơ/Quyết định số 36.txt! archiveEncrypted', 'b.txt! archiveEncrypted']);
  });

  it('that is cut is named, and as a part of a split one by its name', async () => {
    expect(await walked(tinySevenZip(files).subarray(0, 60), engine)).toEqual(['! archiveBroken']);
    expect(await walked(tinySevenZip(files).subarray(0, 60), engine, 'ho-so.7z.001')).toEqual(['! archiveVolume']);
  });

  it('gives one file again by its path', async () => {
    const read = await readMember(packed7z, 'Hồ sơ/Tờ trình.txt', { archives: () => Promise.resolve(engine) });
    expect(read.ok && new TextDecoder().decode(read.value)).toBe('Tờ trình số 12/TTr-SNV');
  });

  it('that wants a gigabyte to be unfolded is refused, and the next archive is read', async () => {
    const dictionary = [0x5d, 0, 0, 0, 0x40];
    const greedy = tinySevenZip(files, { id: [3, 1, 1], properties: dictionary, packed: new Uint8Array(64) });
    expect((await walked(greedy, engine)).every((line) => / archive(?:TooLarge|Broken)$/.test(line))).toBe(true);
    expect(await walked(tinySevenZip(files), engine)).toEqual(contents);
  });
});

describe('the header of a 7z', () => {
  it('that promises millions of files in a few bytes is not believed', () => {
    const five = [0x93, 0x88];
    const each = (bytes: readonly number[]): readonly number[] => Array.from({ length: 5000 }, () => bytes).flat();
    const header = [0x01, 0x04, 0x07, 0x0b, ...five, 0, ...each([1, 1, 0]), 0x0c, ...each([0]), 0, 0x08, 0x0d, ...each(five), 0, 0, 0];
    const start = new Uint8Array(32);
    start.set([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);
    new DataView(start.buffer).setBigUint64(20, BigInt(header.length), true);
    expect(readSevenZipDirectory(Uint8Array.from([...start, ...header]), () => null)).toEqual({ rows: [], isSolid: true, trouble: 'archiveBroken' });
  });
});

describe('files that are unfolded one through the other', () => {
  it('are charged even where nobody asked for them', async () => {
    const allowance = new Allowance();
    allowance.spend(limits.archiveTotalBytes - 10);
    expect(await walked(tinySevenZip([{ name: 'a', bytes: new Uint8Array(400_000) }, ...files]), engine, 'a', allowance)).toEqual(['a! archiveTooLarge', 'Hồ sơ/Quyết định số 36.txt! archiveTooLarge', 'b.txt! archiveTooLarge']);
  });
});

describe('a RAR or 7z of any bytes', () => {
  it('is answered, cut anywhere and changed anywhere', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(tinyRar4(files), tinyRar5(files), tinyRar5(files, { solid: true }), tinySevenZip(files), packed7z), fc.nat(300), fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 4 }), async (whole, cut, changes) => {
      const hostile = whole.slice(0, cut < 20 ? whole.length : cut);
      for (const [at, byte] of changes) if (at < hostile.length) hostile[at] = byte;
      expect(Array.isArray(await walked(hostile, engine))).toBe(true);
    }), { numRuns: 120 });
    await fc.assert(fc.asyncProperty(fc.constantFrom([0x52, 0x61, 0x72, 0x21, 0x1a, 7, 0], [0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0], [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), fc.uint8Array({ maxLength: 300 }), async (mark, rest) => {
      expect(Array.isArray(await walked(Uint8Array.from([...mark, ...rest]), engine))).toBe(true);
    }), { numRuns: 60 });
  });
});
