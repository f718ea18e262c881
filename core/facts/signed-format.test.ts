import { describe, expect, it } from 'vitest';
import { anySignature } from '../pdf/fixtures/judge-later';
import { signatureForgeries } from '../pdf/fixtures/attack-pdf';
import { sampleObjects, writePdf } from '../pdf/fixtures/write-pdf';
import { signedFormat } from './signed-format';

describe('a PDF file counts as signed', () => {
  it.each(Object.entries(signatureForgeries))('where its signature was spoilt: %s', (_, forge) => {
    expect(signedFormat(forge(anySignature), 'cong-van.pdf', null)).toBe('pdf');
  });

  it('and not where nothing in it is a signature', () => {
    expect(signedFormat(writePdf(sampleObjects()).bytes, 'cong-van.pdf', null)).toBeNull();
  });
});
