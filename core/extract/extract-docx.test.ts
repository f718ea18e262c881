import { zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { extractDocx } from './extract-docx';
import { paragraph, run, table, tinyDocx } from './fixtures/tiny-docx';
import { openZip } from './open-zip';

async function linesOf(body: string): Promise<readonly string[]> {
  const result = await extractDocx(tinyDocx(body));
  if (!result.ok) throw new Error(result.failure);
  return result.value.text.split('\n');
}

describe('the text of a DOCX', () => {
  it('has the cells of a letterhead table as lines of their own', async () => {
    const body = table(
      [paragraph(run('SỞ GIÁO DỤC')) + paragraph(run('Số: 12/SGDĐT')), paragraph(run('CỘNG HÒA')) + paragraph(run('Hà Nội, ngày 21 tháng 11 năm 2026'))],
    ) + paragraph(run('Kính gửi: '), run('Các trường'));
    expect(await linesOf(body)).toEqual(['SỞ GIÁO DỤC', 'Số: 12/SGDĐT', 'CỘNG HÒA', 'Hà Nội, ngày 21 tháng 11 năm 2026', 'Kính gửi: Các trường']);
  });

  it('keeps line breaks inside a paragraph', async () => {
    expect(await linesOf(paragraph(run('SỞ GIÁO DỤC'), '<w:r><w:br/></w:r>', run('PHÒNG KHẢO THÍ')))).toEqual(['SỞ GIÁO DỤC', 'PHÒNG KHẢO THÍ']);
  });

  it('leaves out what Word does not show: hidden runs and deleted text', async () => {
    const deleted = '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>';
    expect(await linesOf(paragraph(run('Số 12'), run(' giả', '<w:vanish/>'), deleted, run(' thật', '<w:vanish w:val="0"/>')))).toEqual(['Số 12 thật']);
  });

  it('is kept where only the paragraph mark is hidden', async () => {
    expect(await linesOf(paragraph('<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>', run('hiện')))).toEqual(['hiện']);
  });

  it('is composed', async () => {
    expect(await linesOf(paragraph(run('Vie\u0323\u0302t')))).toEqual(['Việt']);
  });

  it('says that a package carries signatures', async () => {
    const result = await extractDocx(tinyDocx(paragraph(run('x')), { signed: true }));
    expect(result.ok && result.value.signed).toBe(true);
  });
});

describe('a ZIP container', () => {
  it('is not unfolded where a member declares more than the limit', () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(limits.zipMemberBytes + 1) });
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(openZip(bomb, () => true)).toEqual({ ok: false, failure: 'zipTooLarge' });
  });

  it('is not unfolded beyond what a lying directory declares', () => {
    const honest = zipSync({ a: new Uint8Array(1_000_000) });
    const lying = Uint8Array.from(honest);
    const view = new DataView(lying.buffer);
    for (let at = 0; at < lying.length - 4; at++) {
      // central directory record: uncompressed size at offset 24
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    const opened = openZip(lying, () => true);
    expect(opened.ok ? (opened.value.contents.get('a')?.length ?? 0) : 0).toBeLessThanOrEqual(10);
  });

  it('with too many members, encrypted or broken is a named failure', () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: limits.zipMembers + 1 }, (_, index) => [`f${index}`, new Uint8Array(0)])));
    expect(openZip(many, () => false)).toEqual({ ok: false, failure: 'zipTooLarge' });
    expect(openZip(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), () => true)).toEqual({ ok: false, failure: 'zipEncrypted' });
    expect(openZip(Uint8Array.of(0x50, 0x4b, 3, 4), () => true)).toEqual({ ok: false, failure: 'zipBroken' });
  });

  it('cut or changed anywhere never throws', async () => {
    const whole = tinyDocx(paragraph(run('Kính gửi')));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const damaged = cut ? whole.slice(0, at) : Uint8Array.from(whole);
        if (!cut) damaged[at] = byte;
        expect(typeof (await extractDocx(damaged)).ok).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });
});
