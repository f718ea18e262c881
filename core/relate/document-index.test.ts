import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterOfNumber, madeDocument } from '../correct/fixtures/made';
import type { Citation, OfficialDocument } from '../model/document';
import type { IsoDate, IsoTime, LetterId } from '../model/ids';
import { DocumentIndex, type Standing } from './document-index';
import { relatedDocuments, type RelatedLetter } from './related-letter';

type Made = Partial<OfficialDocument> & { readonly digest?: string | null };

function letter(n: number, documents: readonly Made[], more: Partial<RelatedLetter> = {}): RelatedLetter {
  return {
    letterId: letterOfNumber(n), arrivedAt: `2026-11-20T01:00:${String(n).padStart(2, '0')}.000Z` as IsoTime, sender: 'vanthu@sonoivu.gov.vn', believed: true, arrived: true,
    documents: relatedDocuments(documents.map(({ digest = null, ...values }) => ({ document: madeDocument({ parentAgency: 'UBND TỈNH LONG AN', ...values }), digest }))), ...more,
  };
}

function cite(number: string, relation: Citation['relation'], more: Partial<Citation> = {}): readonly Citation[] {
  return [{ number, relation, type: null, date: null, agency: null, summary: null, ...more }];
}

function indexOf(...letters: readonly RelatedLetter[]): DocumentIndex {
  const index = new DocumentIndex();
  for (const one of letters) index.put(one);
  return index;
}

const day = (text: string): IsoDate => text as IsoDate;
const first = letterOfNumber(1);
const arrivals = (...letters: readonly RelatedLetter[]): number => indexOf(...letters).standing(first).arrivals;
const touched = (...letters: readonly RelatedLetter[]): Standing['touched'] => indexOf(...letters).standing(first).touched;

describe('a document that comes again', () => {
  it('is one with two arrivals where number, symbol and issuer are the same, however they are written', () => {
    expect(arrivals(letter(1, [{}]), letter(2, [{ number: '012/snv-vp', agency: 'Sở Nội Vụ', parentAgency: 'Ủy ban nhân dân tỉnh Long An' }]))).toBe(2);
  });

  it('is another one where the symbol says another type: HD is a guidance, HĐ a contract', () => {
    expect(arrivals(letter(1, [{ number: '12/HD-SNV' }]), letter(2, [{ number: '12/HĐ-SNV' }]))).toBe(1);
    expect(arrivals(letter(1, [{ number: '05-HD/VPTW' }]), letter(2, [{ number: '05-HĐ/VPTW'.normalize('NFD') }]))).toBe(1);
    expect(arrivals(letter(1, [{ number: '12/HĐ-SGDĐT' }]), letter(2, [{ number: '012/hđ-sgddt' }]))).toBe(2);
    expect(arrivals(letter(1, [{ number: '12/QĐ-UBND' }]), letter(2, [{ number: '12/QD-UBND' }]))).toBe(2);
  });

  it('is another one in another year, and from another province', () => {
    expect(arrivals(letter(1, [{}]), letter(2, [{ date: day('2025-11-02') }]))).toBe(1);
    expect(arrivals(letter(1, [{}]), letter(2, [{ parentAgency: 'UBND TỈNH TÂY NINH' }]))).toBe(1);
    expect(arrivals(letter(1, [{}]), letter(2, [{ parentAgency: null, date: day('2026-01-09') }]))).toBe(1);
  });

  it('is one, though nothing names its issuer, only where day and sender are the same', () => {
    expect(arrivals(letter(1, [{}]), letter(2, [{ agency: null }]))).toBe(2);
    expect(arrivals(letter(1, [{}]), letter(2, [{ agency: null }], { sender: 'somebody@else.example' }))).toBe(1);
    expect(arrivals(letter(1, [{}]), letter(2, [{ agency: null, date: null }]))).toBe(1);
  });

  it('is one where its file is the same to the byte, with a number or without', () => {
    const file = 'a'.repeat(64);
    const index = indexOf(letter(1, [{ number: null, digest: file }]), letter(2, [{ number: null, digest: file, agency: 'UBND XÃ' }], { sender: 'b@b' }));
    expect([index.standing(first).arrivals, index.related(first).arrivals]).toEqual([2, [{ document: 0, letter: letterOfNumber(2), sameBytes: true }]]);
  });

  it('is not counted where it was sent from here or thrown away, nor does a lone number tell anything', () => {
    expect(arrivals(letter(1, [{}]), letter(2, [{}], { arrived: false }))).toBe(1);
    expect(arrivals(letter(1, [{ number: '12' }]), letter(2, [{ number: '12' }]))).toBe(1);
  });

  it('is alone again when the other letter is erased', () => {
    const index = indexOf(letter(1, [{}]), letter(2, [{}]));
    expect([...index.remove(letterOfNumber(2))]).toEqual([first]);
    expect(index.standing(first).arrivals).toBe(1);
  });
});

describe('a citation', () => {
  it('leads to the letter that carries the document, and back', () => {
    const index = indexOf(letter(1, [{}]), letter(2, [{ number: '40/UBND-VX', cites: cite('12/SNV-VP', 'answers') }]));
    expect(index.related(letterOfNumber(2)).cites).toMatchObject([{ document: 0, cite: { at: 0, relation: 'answers' }, letters: [first] }]);
    expect(index.related(first).citedBy).toEqual([{ document: 0, relation: 'answers', letter: letterOfNumber(2) }]);
    expect(index.standing(first).touched).toBeNull();
  });

  it('is told apart by day and issuer, and leads nowhere when they leave documents of two offices', () => {
    const held = [letter(1, [{}]), letter(2, [{ agency: 'SỞ NGOẠI VỤ', date: day('2026-03-01') }])];
    const meant = (more: Partial<Citation>): unknown => indexOf(...held, letter(3, [{ number: '1/UBND-VX', cites: cite('12/SNV-VP', 'basis', more) }])).related(letterOfNumber(3)).cites[0]?.letters;
    expect(meant({ date: day('2026-03-01') })).toEqual([letterOfNumber(2)]);
    expect(meant({ agency: 'Sở Nội vụ tỉnh Long An' })).toEqual([first]);
    expect(meant({ agency: 'Sở Nội vụ tỉnh Tây Ninh' })).toEqual([]);
    expect(meant({ date: day('2024-03-01') })).toEqual([]);
    expect(meant({})).toEqual([]);
  });
});

describe('a recall, a correction or a replacement', () => {
  const recall = (values: Made = {}): Made => ({ number: '20/SNV-VP', date: day('2026-11-09'), cites: cite('12/SNV-VP', 'recalls'), ...values });

  it('marks the document it names, if it is the issuer\'s own or that of the office above it', () => {
    expect(touched(letter(1, [{}]), letter(2, [recall()]))).toBe('recalls');
    expect(touched(letter(1, [{}]), letter(2, [recall({ agency: 'UBND tỉnh Long An', parentAgency: null, number: '3/QĐ-UBND' })], { sender: 'vp@longan.gov.vn' }))).toBe('recalls');
    expect(touched(letter(1, [{}]), letter(2, [recall({ cites: [...cite('12/SNV-VP', 'amends'), ...cite('12/SNV-VP', 'replaces')] })]))).toBe('replaces');
  });

  it('by a stranger marks nothing, and is still shown as what it claims', () => {
    const other = letter(2, [recall({ agency: 'SỞ TƯ PHÁP' })], { sender: 'vanthu@sotuphap.gov.vn' });
    expect(touched(letter(1, [{}]), other)).toBeNull();
    expect(indexOf(letter(1, [{}]), other).related(first).citedBy).toMatchObject([{ relation: 'recalls' }]);
  });

  it('under a copied letterhead marks nothing: its letter must be believed, or come from where the document came from', () => {
    expect(touched(letter(1, [{}]), letter(2, [recall()], { sender: 'so.noi.vu@mail.example', believed: false }))).toBeNull();
    expect(touched(letter(1, [{}]), letter(2, [recall()], { believed: false }))).toBeNull();
    const webmail = { sender: 'phongnoivu@mail.example', believed: false };
    expect(touched(letter(1, [{}], webmail), letter(2, [recall()], webmail))).toBe('recalls');
    expect(touched(letter(1, [{}], webmail), letter(2, [recall()], { ...webmail, sender: 'other@mail.example' }))).toBeNull();
  });

  it('from an office of the same name elsewhere marks nothing', () => {
    expect(touched(letter(1, [{}]), letter(2, [recall({ parentAgency: 'UBND TỈNH TÂY NINH' })], { sender: 'vanthu@sonoivu.tayninh.gov.vn' }))).toBeNull();
    expect(touched(letter(1, [{}]), letter(2, [recall({ parentAgency: null })], { sender: 'vanthu@sonoivu.tayninh.gov.vn' }))).toBeNull();
  });

  it('cannot come before what it touches', () => {
    expect(touched(letter(1, [{}]), letter(2, [recall({ date: day('2026-11-01') })]))).toBeNull();
  });
});

const anyDocument: fc.Arbitrary<Made> = fc.record({
  number: fc.constantFrom('12/SNV-VP', '20/SNV-VP', null), date: fc.constantFrom(day('2026-11-02'), day('2026-12-02'), day('2025-11-02'), null),
  agency: fc.constantFrom('SỞ NỘI VỤ', 'SỞ TƯ PHÁP', null), parentAgency: fc.constantFrom('UBND TỈNH LONG AN', null), digest: fc.constantFrom('f'.repeat(64), null),
  cites: fc.constantFrom([], cite('12/SNV-VP', 'recalls'), cite('20/SNV-VP', 'amends', { date: day('2026-12-02') }), cite('12/SNV-VP', 'basis', { agency: 'SỞ TƯ PHÁP' })),
});
const anyLetter: fc.Arbitrary<RelatedLetter> = fc.tuple(fc.nat(5), fc.array(anyDocument, { maxLength: 2 }), fc.constantFrom('a@so.gov.vn', 'b@mail.example'), fc.boolean(), fc.boolean())
  .map(([n, documents, sender, believed, arrived]) => letter(n, documents, { sender, believed, arrived }));

describe('the web of documents', () => {
  it('is the same whatever the order of arrivals, changes and erasures, and names every letter that another one changed', () => {
    fc.assert(fc.property(fc.array(fc.tuple(anyLetter, fc.boolean()), { maxLength: 25 }), (history) => {
      const index = new DocumentIndex();
      const now = new Map<LetterId, RelatedLetter>();
      const standings = new Map<LetterId, Standing>();
      for (const [one, stays] of history) {
        const affected = stays ? index.put(one) : index.remove(one.letterId);
        if (stays) now.set(one.letterId, one);
        else now.delete(one.letterId);
        standings.delete(one.letterId);
        for (const id of [...affected, ...(stays ? [one.letterId] : [])]) standings.set(id, index.standing(id));
      }
      const fresh = indexOf(...[...now.values()].sort((a, b) => (a.letterId < b.letterId ? 1 : -1)));
      for (const id of now.keys()) {
        expect(standings.get(id)).toEqual(fresh.standing(id));
        expect(index.related(id)).toEqual(fresh.related(id));
      }
    }), { numRuns: 300 });
  });

  it('compares no more than a few of a document that came a thousand times', () => {
    const index = new DocumentIndex();
    let changed = 0;
    for (let n = 0; n < 1000; n += 1) changed += index.put({ ...letter(1, [{}]), letterId: ((n * 2654435761) % 4294967296).toString(16).padStart(32, '0') as LetterId }).size;
    expect(changed).toBeLessThan(1000 * 200);
    expect(index.standing('0'.repeat(32) as LetterId).arrivals).toBe(64);
  });
});
