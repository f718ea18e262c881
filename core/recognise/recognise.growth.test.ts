import { describe, expect, it } from 'vitest';
import { letter } from './fixtures/letters';
import { body } from './fixtures/sources';
import { indonesianInvitation, malaysianLetter } from './malay/fixtures/malay-letters';
import { recognise } from './recognise';
import { externalLetter, invitationLetter, orderLetter } from './thai/fixtures/thai-letters';

const native = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec');

/**
 * Characters handed to regular expressions while `run` runs: to the end of the match, or of the text where there is none; one for an
 * expression that is tied to the beginning and fails there. Every way to match (test, replace, split, matchAll) goes through `exec`
 * (ECMA-262, RegExpExec). Each expression is linear by itself (`npm run lint:regexes`), so this counts the work of the matcher but for a
 * constant, the same on every machine.
 */
function matcherSteps(run: () => void): number {
  const exec = native?.value as (this: RegExp, text: string) => RegExpExecArray | null;
  let steps = 0;
  RegExp.prototype.exec = function counted(this: RegExp, text: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const tied = this.sticky || (this.source.startsWith('^') && !this.multiline && !this.source.includes('.*'));
    steps += 1 + (match !== null ? match.index + match[0].length - from : tied ? 0 : Math.max(0, text.length - from));
    return match;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
  }
  return steps;
}

const repeatable: readonly (readonly [name: string, of: (paragraph: string) => string, paragraph: string])[] = [
  ['a Vietnamese plan full of citations', (text) => letter({ heading: 'KẾ HOẠCH', number: '12/KH-SNV', topic: 'Công tác văn thư', body: [text] }), 'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;\n'],
  ['a Vietnamese letter full of deadlines', (text) => letter({ heading: '', number: '12/SNV-VP', topic: 'báo cáo', body: [text] }), 'Đề nghị các đơn vị gửi báo cáo trước ngày 20/3/2026, địa điểm: Phòng họp số 2, thời gian: 14 giờ 00 ngày 25 tháng 3 năm 2026.\n'],
  ['a Thai letter full of references', (text) => [...externalLetter.slice(0, 14), text, ...externalLetter.slice(14)].join('\n'), 'ตามหนังสือกระทรวงมหาดไทย ที่ มท ๐๘๐๕.๒/ว ๓๔๘๒ ลงวันที่ ๑๘ สิงหาคม ๒๕๖๖ เรื่อง การรายงาน\n'],
  ['a Thai invitation with many days', (text) => [...invitationLetter.slice(0, 8), text, ...invitationLetter.slice(8)].join('\n'), 'ขอให้ส่งภายในวันที่ ๒๕ พฤศจิกายน ๒๕๖๙ เวลา ๐๙.๓๐ น. ณ ห้องประชุม โดยมีผู้แทนเข้าร่วม\n'],
  ['a Thai order with many lines', (text) => [...orderLetter.slice(0, 5), text, ...orderLetter.slice(5)].join('\n'), '๑. ผู้แทนกรมตัวอย่าง กรรมการ โทร. ๐ ๒๒๘๑ ๐๐๐๐\n'],
  ['a Malaysian letter with many days', (text) => [...malaysianLetter.slice(0, 20), text, ...malaysianLetter.slice(20)].join('\n'), 'Sila rujuk surat pejabat ini ruj. JPA.600-2/1/5 bertarikh 5 Mac 2026 dan jawab sebelum 30 Mac 2026.\n'],
  ['an Indonesian letter full of references', (text) => [...indonesianInvitation.slice(0, 16), text, ...indonesianInvitation.slice(16)].join('\n'), 'Menindaklanjuti surat Sekretaris Daerah nomor 045/77/2026 tanggal 2 November 2026 hal rencana rapat.\n'],
];

describe('the work of the matcher', () => {
  it('is counted: twice the text is twice the work, and a text looked through for each of its words is four times', () => {
    const words = (count: number): string => 'word '.repeat(count);
    const once = (count: number) => matcherSteps(() => void words(count).replaceAll(/w(?=o)/g, ''));
    const each = (count: number) => matcherSteps(() => { for (let at = 0; at < count; at += 1) /nowhere/.test(words(count)); });
    expect(once(2000) / once(1000)).toBeCloseTo(2, 1);
    expect(each(200) / each(100)).toBeGreaterThan(3.9);
  });

  it.each(repeatable)('grows with the text and no faster: %s', (_name, of, paragraph) => {
    const steps = (count: number): number => {
      const sources = [body(of(paragraph.repeat(count)))];
      let official = false;
      const counted = matcherSteps(() => { official = recognise(sources).isOfficial; });
      expect(official).toBe(true);
      return counted;
    };
    // what a letter costs beside its repeated part is paid once, so the ratio lies below two
    expect(steps(800) / steps(400)).toBeLessThan(2.2);
  });
});
