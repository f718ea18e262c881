import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { Allowance } from './allowance';
import { crc32 } from './crc32';
import { tinyZip } from './fixtures/tiny-zip';
import { utf8, walked } from './fixtures/walked';
import { readMember } from './read-member';

const bytesOf = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

describe('a ZIP in a letter', () => {
  it('gives its files, stored or deflated, in its order and without its folders', async () => {
    const zip = tinyZip([{ name: 'Hồ sơ/', utf8: true }, { name: 'Hồ sơ/b.txt', utf8: true, bytes: utf8('hai'), deflated: true }, { name: 'a.txt', bytes: utf8('một') }]);
    expect(await walked(zip)).toEqual(['Hồ sơ/b.txt: hai', 'a.txt: một']);
    expect(await walked(zipSync({ 'a.txt': utf8('một'), 'b/c.txt': utf8('hai') }))).toEqual(['a.txt: một', 'b/c.txt: hai']);
    expect(await walked(zipSync({}))).toEqual([]);
  });

  it.each([
    ['UTF-8 without saying so', [...utf8('Công văn số 12.pdf')], 'Công văn số 12.pdf'],
    ['UTF-8 in decomposed letters, as macOS does', [...utf8('Công văn.pdf'.normalize('NFD'))], 'Công văn.pdf'],
    ['windows-1258', bytesOf('C\xf4ng v\xe3n v\xea\xcc vi\xea\xf2c.pdf'), 'Công văn về việc.pdf'],
    ['windows-1258, a short name', bytesOf('C\xf4ng v\xe3n.pdf'), 'Công văn.pdf'],
    ['code page 437', bytesOf('R\x82sum\x82.pdf'), 'Résumé.pdf'],
    ['windows-874', bytesOf('\xcb\xb9\xd1\xa7\xca\xd7\xcd\xc0\xd2\xc2\xb9\xcd\xa1.pdf'), 'หนังสือภายนอก.pdf'],
  ])('reads names written in %s', async (_, name, read) => {
    expect(await walked(tinyZip([{ name, bytes: utf8('x') }]))).toEqual([`${read}: x`]);
  });

  it('believes the Unicode name that Info-ZIP puts beside a name it could not write', async () => {
    const path = utf8('Tờ trình.txt');
    const extra = [0x75, 0x70, path.length + 5, 0, 1, 0, 0, 0, 0, ...path];
    expect(await walked(tinyZip([{ name: 'T? tr?nh.txt', bytes: utf8('x'), extra }]))).toEqual(['Tờ trình.txt: x']);
  });

  it('names what has a password, is split, damaged or packed in an unknown way, and reads the rest', async () => {
    const files = [{ name: 'khoa.pdf', bytes: utf8('x'), encrypted: true }, { name: 'la.pdf', bytes: utf8('x'), method: 12 }, { name: 'hong.txt', bytes: utf8('x'), crc: 1 }, { name: 'tot.txt', bytes: utf8('x') }];
    expect(await walked(tinyZip(files))).toEqual(['khoa.pdf! archiveEncrypted', 'la.pdf! archiveMethod', 'hong.txt! archiveBroken', 'tot.txt: x']);
    expect(await walked(tinyZip(files, { disk: 1 }))).toEqual(['! archiveVolume']);
    expect(await walked(tinyZip(files).subarray(0, 60))).toEqual(['! archiveBroken']);
    expect(await walked(tinyZip(files).subarray(0, 60), null, 'ho-so.zip.001')).toEqual(['! archiveVolume']);
    expect(await walked(utf8('ruột'), null, 'ho-so.7z.002')).toEqual(['! archiveVolume']);
  });

  it('gives no file behind a link, which could lead anywhere', async () => {
    expect(await walked(tinyZip([{ name: 'a.pdf', bytes: utf8('/etc/passwd'), mode: 0o120777 }]))).toEqual(['a.pdf! archiveLink']);
  });

  it('is not taken for an archive where it is a document', async () => {
    expect(await walked(zipSync({ '[Content_Types].xml': utf8('<a/>'), 'word/document.xml': utf8('<a/>') }))).toEqual([]);
    const holdsOne = zipSync({ 'a.docx': [zipSync({ '[Content_Types].xml': utf8('<a/>') }, { level: 0 }), { level: 0 }], 'b.txt': utf8('x') });
    expect((await walked(holdsOne)).map((line) => line.slice(0, 6))).toEqual(['a.docx', 'b.txt:']);
  });

  it('is read into the archives it holds, down to a depth', async () => {
    let zip = zipSync({ 'cong-van.txt': utf8('Số: 12') });
    zip = zipSync({ 'trong.zip': zip, 'ngoai.txt': utf8('x') });
    expect((await walked(zip)).filter((line) => !line.startsWith('trong.zip:'))).toEqual(['trong.zip/cong-van.txt: Số: 12', 'ngoai.txt: x']);
    for (let depth = 0; depth < 6; depth += 1) zip = zipSync({ 'a.zip': zip });
    expect((await walked(zip)).at(-1)).toBe(`${Array(limits.archiveDepth).fill('a.zip').join('/')}! archiveTooDeep`);
  });

  it('gives one file again by its path, also out of an archive in the archive, and of two with one name the right one', async () => {
    const zip = tinyZip([{ name: 'a.txt', bytes: utf8('một') }, { name: 'A.txt', bytes: utf8('hai') }, { name: 'b.zip', bytes: zipSync({ 'c.txt': utf8('ba') }) }]);
    const read = async (path: string): Promise<string> => {
      const result = await readMember(zip, path, {});
      return result.ok ? new TextDecoder().decode(result.value) : result.failure;
    };
    expect(await read('a.txt')).toBe('một');
    expect(await read('A (2).txt')).toBe('hai');
    expect(await read('b.zip/c.txt')).toBe('ba');
    expect(await read('b.zip/d.txt')).toBe('archiveNoMember');
    expect(await read('../a.txt')).toBe('archiveNoMember');
    expect(await readMember(utf8('x'), 'a', {})).toEqual({ ok: false, failure: 'archiveNoMember' });
  });
});

describe('a bomb', () => {
  it('that says how large it is stays packed', async () => {
    expect(await walked(tinyZip([{ name: 'a', bytes: utf8('x'), deflated: true, claims: limits.archiveMemberBytes + 1 }, { name: 'b', bytes: utf8('x') }]))).toEqual(['a! archiveTooLarge', 'b: x']);
  });

  it('that lies about its size is left as soon as that shows', async () => {
    const allowance = new Allowance();
    const left = allowance.nextBytes;
    expect(await walked(tinyZip([{ name: 'a', bytes: new Uint8Array(30_000_000), deflated: true, claims: 10, crc: crc32(new Uint8Array(10)) }]), null, 'a', allowance)).toEqual(['a! archiveBroken']);
    expect(left).toBe(limits.archiveMemberBytes);
    expect(allowance.isSpent).toBe(false);
  });

  it('of many files that each are small comes to an end', async () => {
    const allowance = new Allowance();
    allowance.spend(limits.archiveTotalBytes - 2500);
    const files = Array.from({ length: 4 }, (_, index) => ({ name: `${index}`, bytes: new Uint8Array(1000), deflated: true }));
    expect((await walked(tinyZip(files), null, 'a', allowance)).map((line) => line.slice(0, 17))).toEqual(['0: ' + '\0'.repeat(14), '1: ' + '\0'.repeat(14), '2! archiveTooLarg', '3! archiveTooLarg']);
    const many = Array.from({ length: limits.archiveMembers + 5 }, (_, index) => ({ name: `${index}` }));
    const lines = await walked(tinyZip(many));
    expect([lines.length, lines.at(-1)]).toEqual([limits.archiveMembers + 1, '! archiveTooMany']);
  });
});

describe('a ZIP of any bytes', () => {
  it('is answered, cut anywhere and changed anywhere', async () => {
    const zip = zipSync({ 'a/b.txt': utf8('Xin chào '.repeat(20)), 'c.zip': zipSync({ 'd.txt': utf8('x') }) });
    await fc.assert(fc.asyncProperty(fc.nat(zip.length), fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 6 }), async (cut, changes) => {
      const hostile = zip.slice(0, cut === 0 ? zip.length : cut);
      for (const [at, byte] of changes) if (at < hostile.length) hostile[at] = byte;
      expect(Array.isArray(await walked(hostile))).toBe(true);
    }), { numRuns: 300 });
    await fc.assert(fc.asyncProperty(fc.constantFrom('PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'x\x9f>"\x01\x00'), fc.uint8Array({ maxLength: 400 }), async (mark, rest) => {
      expect(Array.isArray(await walked(Uint8Array.from([...bytesOf(mark), ...rest])))).toBe(true);
    }), { numRuns: 300 });
  });
});
