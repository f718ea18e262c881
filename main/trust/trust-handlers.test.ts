import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { Digest, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { Books } from '../open-books';
import { trustHandlers, type AnchorQuestion } from './trust-handlers';

const der = Buffer.from([0x30, 3, 2, 1, 7]);
const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
const fingerprint = createHash('sha256').update(der).digest('hex') as Digest;
const letterId = 'a'.repeat(32) as LetterId;
const digest = 'b'.repeat(64) as Digest;

function desk(confirmAnchor: (question: AnchorQuestion) => Promise<boolean>) {
  const journalled: JournalEntry[] = [];
  const books = {
    journal: { append: (...entries: readonly JournalEntry[]) => Promise.resolve(journalled.push(...entries)) },
    places: { letter: (id: LetterId) => (id === letterId ? { digest } : null) },
  } as unknown as Books;
  return { journalled, handlers: trustHandlers({ confirmAnchor })(() => books) };
}

describe('an authority', () => {
  test('is journalled with who added it and for whom it counts, once a person agreed', async () => {
    const questions: AnchorQuestion[] = [];
    const { journalled, handlers } = desk((question) => Promise.resolve(questions.push(question) > 0));
    const given = { pem, fingerprint, holder: 'Chứng thực (mẫu)', source: 'Trang của cơ quan', domains: ['so.gov.vn'] };
    expect(await handlers['anchor.add'](given)).toBe(true);
    expect(questions).toEqual([{ holder: 'Chứng thực (mẫu)', fingerprint, source: 'Trang của cơ quan', domains: ['so.gov.vn'] }]);
    expect(journalled).toEqual([{ kind: 'anchor.added', pem, fingerprint, source: 'Trang của cơ quan', addedBy: userInfo().username, domains: ['so.gov.vn'] }]);
  });

  test('is not asked about where fingerprint and certificate differ, or where there are several', async () => {
    const { journalled, handlers } = desk(() => Promise.reject(new Error('asked')));
    for (const given of [{ pem, fingerprint: digest }, { pem: pem + pem, fingerprint }, { pem: 'nothing', fingerprint }]) expect(await handlers['anchor.add']({ ...given, holder: 'x', source: 'x' })).toBe(false);
    expect(journalled).toEqual([]);
  });

  test('is asked about one at a time: a page cannot heap questions until one is clicked away', async () => {
    let answer = (_isAgreed: boolean): void => undefined;
    const { journalled, handlers } = desk(() => new Promise((resolve) => (answer = resolve)));
    const first = handlers['anchor.add']({ pem, fingerprint, holder: 'x', source: 'x' });
    expect(await handlers['anchor.add']({ pem, fingerprint, holder: 'x', source: 'x' })).toBe(false);
    answer(false);
    expect(await first).toBe(false);
    expect(journalled).toEqual([]);
    const again = handlers['anchor.add']({ pem, fingerprint, holder: 'x', source: 'x' });
    answer(true);
    expect(await again).toBe(true);
  });
});

test('a verdict is accepted only for the very letter the person saw', async () => {
  const { journalled, handlers } = desk(() => Promise.resolve(true));
  const acceptance = { verdict: 'indeterminate' as const, reason: 'expired' as const, because: 'Đã gọi điện xác nhận', digest };
  expect(await handlers['verdict.accept']({ letterId, acceptance: { ...acceptance, digest: fingerprint } })).toEqual({ ok: false, failure: { code: 'noSuchLetter' } });
  expect(await handlers['verdict.accept']({ letterId: 'c'.repeat(32) as LetterId, acceptance })).toEqual({ ok: false, failure: { code: 'noSuchLetter' } });
  expect(journalled).toEqual([]);
  expect(await handlers['verdict.accept']({ letterId, acceptance })).toEqual({ ok: true, value: null });
  expect(journalled).toEqual([{ kind: 'verdict.accepted', letterId, acceptance }]);
});
