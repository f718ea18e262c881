import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOf } from './boxes-of';
import { composePage } from './compose-page';
import { likelyLanguages } from './ocr-language';
import { placeBack } from './place-words';
import { tidyReadText } from './tidy-read-text';

interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly line: number;
  readonly confidence?: number;
}

const height = 30;

function reading(words: readonly Word[], text: string) {
  const rows = words.map(({ text: word, left, top, width, line, confidence = 95 }) => [5, 1, 1, 1, line, 1, left, top, width, height, confidence, word].join('\t'));
  return { width: 1000, height: 1400, text, tsv: `1\t1\t0\t0\t0\t0\t0\t0\t1000\t1400\t-1\t\n${rows.join('\n')}\n`, straightened: 0, slope: 0 };
}

const shown = { width: 1000, height: 1400, quarters: 0 };

describe('what was read from a page', () => {
  it('is put in reading order: the left column of a head before the right one', () => {
    const page = composePage(1, reading([
      { text: 'SỞ', left: 100, top: 100, width: 50, line: 1 }, { text: 'NỘI', left: 160, top: 100, width: 60, line: 1 }, { text: 'VỤ', left: 230, top: 100, width: 50, line: 1 },
      { text: 'CỘNG', left: 600, top: 100, width: 90, line: 1 }, { text: 'HÒA', left: 700, top: 100, width: 70, line: 1 },
      { text: 'Số:', left: 100, top: 150, width: 50, line: 2 }, { text: '12/SNV-VP', left: 160, top: 150, width: 150, line: 2 },
      { text: 'Độc', left: 600, top: 150, width: 60, line: 2 }, { text: 'lập', left: 670, top: 150, width: 60, line: 2 },
    ], 'SỞ NỘI VỤ CỘNG HÒA\nSố: 12/SNV-VP Độc lập\n'), shown);
    expect(page.text).toBe('SỞ NỘI VỤ\nSố: 12/SNV-VP\nCỘNG HÒA\nĐộc lập');
    for (const word of page.words) expect(page.text.slice(word.start, word.end)).toMatch(/^\S+$/u);
    const start = page.text.indexOf('12/SNV-VP');
    expect(boxesOf(page, start, start + 9)).toEqual([{ left: 0.16, top: 150 / 1400, width: 0.15, height: height / 1400 }]);
    // a range over two lines has a place on each
    expect(boxesOf(page, 0, page.text.indexOf('12/SNV-VP'))).toHaveLength(2);
  });

  it('has blanks only where the engine found some: Thai has few, and its letters come one by one', () => {
    const letters = [...'เรื่อง'].map((text, at) => ({ text, left: 100 + at * 20, top: 100, width: 18, line: 1 }));
    const page = composePage(1, reading([...letters, { text: 'ประชุม', left: 300, top: 100, width: 100, line: 1 }], 'เรื่อง ประชุม\n'), shown);
    expect(page.text).toBe('เรื่อง ประชุม');
  });

  it('leaves out what is only specks', () => {
    const page = composePage(1, reading([
      { text: 'Kính', left: 100, top: 100, width: 50, line: 1 }, { text: 'gửi', left: 160, top: 100, width: 50, line: 1 }, { text: '~:;', left: 500, top: 700, width: 20, line: 2, confidence: 11 },
    ], 'Kính gửi\n~:;\n'), shown);
    expect(page.text).toBe('Kính gửi');
    expect(page.confidence).toBeLessThan(0.95);
  });
});

describe('a place', () => {
  const box = fc.record({ left: fc.integer({ min: 0, max: 900 }), top: fc.integer({ min: 0, max: 500 }) }).map(({ left, top }) => [left, top, left + 60, top + 20] as const);

  it('on a sheet that was turned by quarters is found where it is on the sheet as it lies', () => {
    const size = { width: 1000, height: 560 };
    // one quarter clockwise moves a point (x, y) to (height - y, x)
    const quarter = ([left, top, right, bottom]: readonly [number, number, number, number], tall: number) => [tall - bottom, left, tall - top, right] as const;
    fc.assert(fc.property(box, fc.integer({ min: 0, max: 3 }), (original, quarters) => {
      let turned: readonly [number, number, number, number] = original;
      let { width, height: tall } = size;
      for (let count = 0; count < quarters; count += 1) {
        turned = quarter(turned, tall);
        [width, tall] = [tall, width];
      }
      expect(placeBack(turned, { quarters, straightened: 0, width, height: tall }, size)).toEqual(original);
    }));
  });

  it('on a sheet that was straightened is found on the sheet as it lay askew', () => {
    const size = { width: 1000, height: 1400 };
    const angle = -0.05;
    // about the middle, clockwise where positive; the box keeps its size
    fc.assert(fc.property(box, (original) => {
      const [x, y] = [(original[0] + original[2]) / 2 - 500, (original[1] + original[3]) / 2 - 700];
      const [cx, cy] = [x * Math.cos(angle) - y * Math.sin(angle) + 520, x * Math.sin(angle) + y * Math.cos(angle) + 730];
      const back = placeBack([cx - 30, cy - 10, cx + 30, cy + 10], { quarters: 0, straightened: angle, width: 1040, height: 1460 }, size);
      back.forEach((edge, at) => expect(Math.abs(edge - original[at]!)).toBeLessThanOrEqual(1));
    }));
  });
});

describe('a word as it was read', () => {
  it.each([
    ['สํานักงาน', 'สำนักงาน'], ['นํ้า', 'น้ำ'], ['เเห่ง', 'แห่ง'],
    ['bỘ', 'bộ'], ['hỌc', 'học'], ['MỖi', 'Mỗi'], ['SGDĐT-KTQLCL', 'SGDĐT-KTQLCL'], ['SỞ', 'SỞ'], ['TỔNG', 'TỔNG'],
    ['1077SGDĐT-KTQLCL', '1077/SGDĐT-KTQLCL'], ['15/2020TT-BGDĐT', '15/2020/TT-BGDĐT'], ['15/2020/TT-BGDĐT', '15/2020/TT-BGDĐT'], ['20VNĐ', '20VNĐ'], ['11-12', '11-12'], ['Tô\u0309ng', 'Tổng'],
  ])('%s is written %s', (read, written) => {
    expect(tidyReadText(read)).toBe(written);
  });
});

describe('the language to begin with', () => {
  it.each([
    [['Kính gửi Sở Nội vụ'], 'unit.gov.vn', 'vie'],
    [['ขอเชิญประชุมคณะกรรมการ (Meeting)'], 'example.com', 'tha'],
    [[''], 'moe.go.th', 'tha'],
    [['Công văn gửi đoàn khách'], 'moe.go.th', 'vie'],
    [['scan0001.pdf'], 'example.com', 'vie'],
  ])('of %j from %s is %s', (texts, senderDomain, language) => {
    expect(likelyLanguages({ texts, senderDomain })[0]).toBe(language);
  });
});
