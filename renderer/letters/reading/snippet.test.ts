import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../core/model/document';
import type { PartId } from '../../../core/model/ids';
import { snippetOf } from './snippet';

const source = { kind: 'body', part: '1' as PartId } as const;
const at = (start: number, end: number): Evidence => ({ field: 'number', index: 0, source, start, end, rule: 'test', confidence: 1 });

describe('a snippet', () => {
  it('shows the words with their surroundings on one line', () => {
    expect(snippetOf(at(14, 21), [{ source, text: 'UBND TỈNH\nSố: 12/UBND\nHà Nội' }])).toEqual({ before: 'UBND TỈNH Số: ', marked: '12/UBND', after: ' Hà Nội' });
  });

  it('is none when the source is not at hand or the place lies outside of it', () => {
    expect(snippetOf(at(0, 3), [])).toBeNull();
    expect(snippetOf(at(2, 99), [{ source, text: 'ngắn' }])).toBeNull();
  });

  it('stays short however long the text and the mark are', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 3000 }), fc.nat(3000), fc.nat(3000), (text, a, b) => {
      const snippet = snippetOf(at(Math.min(a, b), Math.max(a, b)), [{ source, text }]);
      expect(snippet === null ? 0 : snippet.before.length + snippet.marked.length + snippet.after.length).toBeLessThan(400);
    }));
  });
});
