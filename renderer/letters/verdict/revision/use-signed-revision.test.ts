import { expect, it } from 'vitest';
import type { LetterId, PartId } from '../../../../core/model/ids';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import type { AttachmentLine } from '../../attachments/attachment-lines';
import { revisionName, revisionOf } from './use-signed-revision';

const letterId = '0'.repeat(32) as LetterId;
const line = { part: '2' as PartId, name: 'qd.pdf', members: [] } as unknown as AttachmentLine;
const signature = (prefixBytes: number | null, kind = 'pdf') => ({ part: '2', member: null, kind, extent: { prefixBytes, revision: 1, revisions: 3, certification: null, changes: [], outside: [] } }) as unknown as SignatureVerdict;

it('what was signed can be shown where the file has grown since, and only there', () => {
  expect(revisionOf(signature(1200), letterId, [line])).toMatchObject({ name: 'qd.pdf', revision: 1, of: { letterId, part: '2', upTo: 1200 } });
  expect(revisionOf(signature(null), letterId, [line])).toBeNull();
  expect(revisionOf(signature(1200, 'ooxml'), letterId, [line])).toBeNull();
  expect(revisionOf(signature(1200), letterId, [])).toBeNull();
});

it('the file as signed has a name of its own that still ends as it did', () => {
  expect(revisionName('Quyết định 12.pdf', '(bản đã ký)')).toBe('Quyết định 12 (bản đã ký).pdf');
  expect(revisionName('congvan', '(bản đã ký)')).toBe('congvan (bản đã ký)');
  expect(revisionName(`${'x'.repeat(300)}.pdf`, '(as signed)')).toHaveLength(255);
});
