import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, OfficialDocument, SourceText } from '../model/document';
import { limits } from '../base/limits';
import { bodySources } from '../facts/stage-one';
import { parseLetter } from '../letter/parse-letter';
import { letter } from './fixtures/letters';
import { attachment, body, subject } from './fixtures/sources';
import { seedLetter } from './fixtures/seed-letter';
import { typedInFont } from './fixtures/typed-in-font';
import { circular, indonesianInvitation, malaysianInvitation, malaysianLetter } from './malay/fixtures/malay-letters';
import { numberKey } from './number-symbol';
import { recognise } from './recognise';
import { externalLetter, invitationLetter, memo, minutes, orderLetter, sealedLetter } from './thai/fixtures/thai-letters';

/** one run is like the other: a failure names a letter that fails again */
const seed = 20_261_121;

const vietnamese: readonly string[] = [
  seedLetter,
  letter({ heading: 'QUYẾT ĐỊNH', number: '75/QĐ-UBND', topic: 'Về việc ban hành Quy chế', body: ['Căn cứ Luật số 33/2024/QH15 ngày 21/6/2024 của Quốc hội;', 'Điều 1. Ban hành Quy chế.'] }),
  letter({ heading: '', number: '12/SNV-VP', topic: 'báo cáo công tác văn thư', stamp: 'HỎA TỐC', addressees: ['Văn phòng', 'Các phòng thuộc Sở'], body: ['Đề nghị gửi báo cáo trước ngày 20/3/2026./.'] }),
  letter({ heading: 'GIẤY MỜI', number: '45/GM-SNV', topic: 'Họp giao ban', addressees: ['Văn phòng'], body: ['Trân trọng kính mời dự họp:', '1. Thời gian: 14 giờ 00 ngày 25 tháng 02 năm 2026.', '2. Địa điểm: Phòng họp số 2.'] }),
];
const thai = [externalLetter, invitationLetter, memo, sealedLetter, orderLetter, minutes].map((lines) => lines.join('\n'));
const malay = [malaysianLetter, malaysianInvitation, indonesianInvitation, circular].map((lines) => lines.join('\n'));
const samples: readonly string[] = [...vietnamese, ...thai, ...malay];

/** The fields without the places they were read from, in NFC. */
const fields = (text: string): unknown => recognise([body(text)]).documents.map((document) => JSON.parse(JSON.stringify({ ...document, evidence: [] }).normalize('NFC')) as unknown);

const sample = fc.constantFrom(...samples);

describe('the same letter, however it was typed or sent, gives the same fields', () => {
  it.each(samples.map((text, index) => [index, text] as const))('decomposed letters, sample %i', (_index, text) => {
    expect(fields(text.normalize('NFD'))).toEqual(fields(text));
  });

  it.each(samples.map((text, index) => [index, text] as const))('CRLF and lone CR, sample %i', (_index, text) => {
    expect(fields(text.replaceAll('\n', '\r\n'))).toEqual(fields(text));
    expect(fields(text.replaceAll('\n', '\r'))).toEqual(fields(text));
  });

  it('the older placement of tones', () => {
    const older = (text: string): string => text.replaceAll('HÒA', 'HOÀ').replaceAll('HỎA', 'HOẢ').replaceAll('ỦY', 'UỶ').replaceAll('ủy', 'uỷ').replaceAll('hòa', 'hoà');
    for (const text of samples) {
      const again = JSON.stringify(fields(older(text))).replaceAll('HOẢ', 'HỎA').replaceAll('UỶ', 'ỦY').replaceAll('uỷ', 'ủy');
      expect(JSON.parse(again)).toEqual(fields(text));
    }
  });

  it('spaces and tabs anywhere between words, at the ends of lines and before them', () => {
    fc.assert(fc.property(sample, fc.array(fc.tuple(fc.nat(), fc.constantFrom('  ', ' \t', '\u00a0', '   ')), { maxLength: 40 }), (text, insertions) => {
      let changed = text;
      for (const [at, blank] of insertions) {
        const gaps = [...changed.matchAll(/[ \n]/g)].map((gap) => gap.index);
        const gap = gaps[at % gaps.length] ?? 0;
        changed = changed.slice(0, gap) + blank + changed.slice(gap);
      }
      expect(fields(changed)).toEqual(fields(text));
    }), { seed, numRuns: 60 });
  });

  it('markdown emphasis and invisible characters', () => {
    for (const text of samples) {
      expect(fields(text.replaceAll('**', '').replaceAll(/  \n/g, '\n'))).toEqual(fields(text));
      expect(fields(text.split('\n').map((line) => (/^[\p{Lu} ]{6,}$/u.test(line) ? `**${line}**` : line)).join('  \n'))).toEqual(fields(text));
      expect(fields(`\ufeff${text.replaceAll('n', 'n\u00ad')}`)).toEqual(fields(text));
    }
  });

  it('long lines of the body wrapped at any width', () => {
    fc.assert(fc.property(sample, fc.integer({ min: 60, max: 120 }), (text, width) => {
      const wrapped = text.split('\n').map((line) => {
        // two columns are no long line
        if (line.length <= width || /^[-\p{Lu}]{2}| {3}/u.test(line)) return line;
        const lines: string[] = [];
        let rest = line;
        while (rest.length > width) {
          const cut = rest.lastIndexOf(' ', width);
          if (cut <= 0) break;
          lines.push(rest.slice(0, cut));
          rest = rest.slice(cut + 1);
        }
        return [...lines, rest].join('\n');
      }).join('\n');
      expect(fields(wrapped)).toEqual(fields(text));
    }), { seed, numRuns: 60 });
  });

  it('Thai and Arabic digits, mixed in any way', () => {
    const arabic = (text: string): string => text.replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
    const folded = (text: string): unknown => JSON.parse(arabic(JSON.stringify(fields(text))));
    // numbers are the same numbers, days and telephones the same to the letter; what is quoted keeps the digits it was printed with
    const key = (number: string | null): string => numberKey(number ?? '');
    const exact = (text: string): unknown => recognise([body(text)]).documents.map(({ number, date, deadline, phones, cites }) => ({ number: key(number), date, deadline, phones, cites: cites.map((cite) => [key(cite.number), cite.date]) }));
    fc.assert(fc.property(fc.constantFrom(...thai), fc.infiniteStream(fc.boolean()), (text, coins) => {
      const mixed = arabic(text).replaceAll(/\d/g, (digit) => (coins.next().value === true ? String.fromCharCode(0x0e50 + Number(digit)) : digit));
      expect(folded(mixed)).toEqual(folded(text));
      expect(exact(mixed)).toEqual(exact(text));
    }), { seed, numRuns: 60 });
  });

  it('font encodings of Vietnamese (TCVN3, VNI), read as mail', () => {
    const mailed = (text: string): unknown => {
      const raw = new TextEncoder().encode(`From: van-thu@example.vn\r\nSubject: =?utf-8?Q?cong_van?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text.replaceAll('\n', '\r\n')}`);
      return recognise(bodySources(parseLetter(raw))).documents.map((document) => JSON.parse(JSON.stringify({ ...document, evidence: [] }).normalize('NFC')) as unknown);
    };
    for (const text of vietnamese.slice(1)) {
      expect(mailed(text)).toHaveLength(1);
      expect(mailed(typedInFont(text, 'vni'))).toEqual(mailed(text));
      // a font of small letters has no capitals with tones: only lines of capitals are typed in the other font
      const typed = text.replaceAll('Địa', 'địa').replaceAll('Điều', 'điều');
      expect(mailed(typedInFont(typed, 'tcvn3'))).toEqual(mailed(typed));
    }
  });

  it('blank lines more or fewer than needed', () => {
    for (const text of samples) expect(fields(text.replaceAll('\n\n', '\n\n\n\n'))).toEqual(fields(text));
  });
});

function textAt(sources: readonly SourceText[], evidence: Evidence): string {
  const source = sources.find((item) => JSON.stringify(item.source) === JSON.stringify(evidence.source));
  if (source === undefined) throw new Error('evidence from nowhere');
  expect(evidence.start).toBeGreaterThanOrEqual(0);
  expect(evidence.end).toBeGreaterThan(evidence.start);
  expect(evidence.end).toBeLessThanOrEqual(source.text.length);
  return source.text.slice(evidence.start, evidence.end);
}

const bareWords = (value: string): string => value.normalize('NFC').replaceAll(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replaceAll(/[^\p{L}\d]/gu, '').toLowerCase();

/** What the span must contain for the field to be believed. */
function claimed(document: OfficialDocument, evidence: Evidence): string | null {
  switch (evidence.field) {
    case 'number': case 'agency': case 'parentAgency': case 'summary': case 'signer': case 'signerTitle': case 'urgency': case 'secrecy': case 'place':
      return document[evidence.field];
    case 'addressees': return document.addressees[evidence.index] ?? null;
    case 'cites': return document.cites[evidence.index]?.number ?? null;
    case 'phones': return document.phones[evidence.index] ?? null;
    case 'type': case 'date': case 'deadline': case 'meeting': case 'copy': case 'deskKind': return null;
  }
}

describe('evidence', () => {
  const check = (sources: readonly SourceText[]): void => {
    for (const document of recognise(sources).documents) {
      expect(document.evidence.length).toBeGreaterThan(0);
      for (const evidence of document.evidence) {
        const printed = textAt(sources, evidence);
        const value = claimed(document, evidence);
        if (value !== null && evidence.rule !== 'number-symbol') expect(bareWords(printed)).toContain(bareWords(value));
        if (evidence.field === 'date' || evidence.field === 'deadline') {
          const [, , day] = (document[evidence.field] ?? '').split('-');
          expect(bareWords(printed)).toContain(String(Number(day)));
        }
        expect(evidence.confidence).toBeGreaterThan(0);
        expect(evidence.confidence).toBeLessThanOrEqual(1);
      }
    }
  };

  it('reads in its own source what the field claims, in every form of the letter', () => {
    for (const text of samples) {
      for (const form of [text, text.normalize('NFD'), text.replaceAll('\n', '\r\n'), `   ${text.replaceAll(' ', '   ')}`]) {
        check([body(form)]);
        check([subject('Fwd: 12/SNV-VP V/v báo cáo'), body('Gửi kèm.'), attachment(form, '2', 1)]);
      }
    }
  });

  it('stays inside its page when a letter is cut into pages anywhere', () => {
    fc.assert(fc.property(sample, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (text, cuts) => {
      const at = [...new Set(cuts.map((cut) => Math.floor(cut * text.length)))].sort((left, right) => left - right);
      const pages = [...at, text.length].map((end, index) => attachment(text.slice(at[index - 1] ?? 0, end), '2', index + 1));
      for (const document of recognise(pages).documents) for (const evidence of document.evidence) textAt(pages, evidence);
    }), { seed, numRuns: 100 });
  });

  it('there is one for every value and none for an absent one', () => {
    for (const text of samples) {
      for (const document of recognise([body(text)]).documents) {
        for (const [field, value] of Object.entries(document)) {
          // these follow from type, number and file, and have no place of their own
          if (['evidence', 'typeCode', 'system', 'origin'].includes(field)) continue;
          const count = document.evidence.filter((item) => item.field === field).length;
          expect(count).toBe(value === null ? 0 : Array.isArray(value) ? value.length : 1);
        }
      }
    }
  });
});

describe('hostile text', () => {
  const size = limits.recogniseChars;
  const repeated = (unit: string): string => unit.repeat(Math.ceil(size / unit.length));
  const head = letter({ heading: '', number: '12/SNV-VP', topic: 'báo cáo' });

  // Every pattern is bounded, so the work is proportional to the text; an unbounded one would not come back from these.
  it.each([
    ' ', '-', '/', '\n', '*', 'Căn cứ ', 'Số: ', 'V/v ', '1/', '1/A-', '1/2020/QĐ-UBND-', 'ngày 1 tháng ', 'Kính gửi: ', 'Nơi nhận:\n', 'KT. GIÁM ĐỐC\n', 'A. ', '\u0301',
    'của ', 'ที่ กค 0', 'หนังสือ', '12 ก', 'Thời gian: ', '(', 'trước ngày ', 'Sở a ', 'CỘNG HÒA ', '. Bộ a a a', 'TM. A\n', '- Lưu: VT. A', '1.1.1.1', 'Nguyễn ', 'á'.normalize('NFD'),
  ])('%j four hundred thousand characters long, alone and below a letterhead', (unit) => {
    const text = repeated(unit);
    recognise([subject(text.slice(0, 10_000)), body(text)]);
    expect(recognise([body(head + text)]).isOfficial).toBe(true);
  });

  it('any string at all yields a value', () => {
    const pieces = fc.constantFrom('Số: ', '12/SNV-VP', '\n', ' ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Kính gửi:', '- ', 'ngày 05 tháng 02 năm 2026', 'Nơi nhận:', 'KT. GIÁM ĐỐC', 'QUYẾT ĐỊNH', 'V/v ', 'ที่ ศธ 0201/45', 'เรื่อง ', '\ud800', 'Căn cứ ', '; ');
    fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 60 }), (parts) => {
      const sources = [body(parts.join(''))];
      for (const document of recognise(sources).documents) for (const evidence of document.evidence) textAt(sources, evidence);
    }), { seed, numRuns: 300 });
  });
});
