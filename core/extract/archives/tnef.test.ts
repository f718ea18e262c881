import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tinyTnef } from './fixtures/tiny-tnef';
import { readMapiProperties } from './mapi-properties';
import { utf8, walked } from './fixtures/walked';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** [MS-OXRTFCP] 3.1.1: "{\rtf1\ansi\ansicpg1252\pard hello world}" compressed */
const compressed = Uint8Array.of(
  0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 3, 0, 0x0a, 0, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c,
  9, 0, 0x20, 0x62, 0x77, 5, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
);

describe('winmail.dat', () => {
  it('gives the words of the letter and its files, by their long names', async () => {
    const tnef = tinyTnef({ body: 'Kính gửi: Sở Nội vụ', files: [{ title: 'QUYETD~1.PDF', longName: 'Quyết định 36/QĐ.txt', bytes: utf8('một') }, { title: 'b.txt', bytes: utf8('hai') }] });
    expect(await walked(tnef)).toEqual(['# Kính gửi: Sở Nội vụ', 'Quyết định 36-QĐ.txt: một', 'b.txt: hai']);
  });

  it('reads names in the code page it declares', async () => {
    expect(await walked(tinyTnef({ codePage: 1258, files: [{ title: 'C\xf4ng v\xe3n.txt', bytes: utf8('x') }] }))).toEqual(['Công văn.txt: x']);
  });

  it('unfolds compressed RTF where that is all there is', async () => {
    expect((await walked(tinyTnef({ compressedRtf: compressed })))[0]).toMatch(/^# \{\\rtf1\\ansi\\ansicpg1252\\pard hello world\}/);
    expect(await walked(tinyTnef({ compressedRtf: latin('\xff\xff\xff\x7f\xff\xff\xff\x7fLZFu\0\0\0\0\0\0') }))).toEqual([]);
  });

  it('is read into the letters it holds', async () => {
    const inner = tinyTnef({ body: 'Thư trong', files: [{ longName: 'c.txt', bytes: utf8('ba') }] });
    const lines = await walked(tinyTnef({ files: [{ longName: 'Về việc họp', message: inner }] }));
    expect(lines.slice(1)).toEqual(['Về việc họp.tnef# Thư trong', 'Về việc họp.tnef/c.txt: ba']);
  });

  it('that promises thousands of values without bytes is not counted through', () => {
    const bytes = new Uint8Array(12);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, 1, true);
    // several values of PtypNull, which has no bytes
    view.setUint32(4, (1 << 16) | 0x1001, true);
    view.setUint32(8, 20_000, true);
    expect(readMapiProperties(bytes)).toEqual([]);
  });

  it('that is cut gives what is whole and says so', async () => {
    const tnef = tinyTnef({ files: [{ title: 'a.txt', bytes: utf8('một') }, { title: 'b.txt', bytes: utf8('hai') }] });
    const lines = await walked(tnef.subarray(0, tnef.length - 200));
    expect(lines).toContain('a.txt: một');
    expect(lines.at(-1)).toBe('! tnefBroken');
    expect(await walked(tnef.subarray(0, 5))).toEqual(['! tnefBroken']);
  });

  it('of any bytes is answered', async () => {
    const whole = tinyTnef({ body: 'Thư', compressedRtf: compressed, files: [{ title: 'a.txt', longName: 'b.txt', bytes: utf8('x'), message: tinyTnef({}) }] });
    await fc.assert(fc.asyncProperty(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }), async (cut, changes) => {
      const hostile = whole.slice(0, cut === 0 ? whole.length : cut);
      for (const [at, byte] of changes) if (at < hostile.length) hostile[at] = byte;
      expect(Array.isArray(await walked(hostile))).toBe(true);
    }), { numRuns: 300 });
  });
});
