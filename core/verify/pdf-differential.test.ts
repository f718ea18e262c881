import { beforeAll, describe, expect, it } from 'vitest';
import { testPdfEngine } from '../extract/fixtures/test-engine';
import type { PdfEngine } from '../extract/pdf-engine';
import { readerTricks } from '../pdf/fixtures/reader-tricks';
import { judgeShown } from './fixtures/judge-shown';

let engine: PdfEngine;
beforeAll(async () => {
  engine = await testPdfEngine();
});

describe('a file that readers understand differently is not covered by its signature:', () => {
  it.each(Object.entries(readerTricks))('%s', (_, make) => {
    expect(judgeShown(engine, make()).covered).toBe(false);
  });

  it('although the viewer would show most of them as nobody signed them', () => {
    const shown = Object.values(readerTricks).filter((make) => !judgeShown(engine, make()).shownAsSigned());
    expect(shown.length).toBeGreaterThan(Object.keys(readerTricks).length / 2);
  });
});
