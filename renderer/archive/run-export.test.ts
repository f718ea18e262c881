import { describe, expect, it } from 'vitest';
import type { AppBridge } from '../../core/contract/bridge';
import type { InputOf, AppCommands } from '../../core/contract/commands';
import { limits } from '../../core/base/limits';
import type { ListRow } from '../../core/contract/list';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { LetterView } from '../store/letter-view';
import type { StorePort } from '../store/store-port';
import { runExport, type ExportWish } from './run-export';

type Batch = InputOf<AppCommands['archive.export']>;

const row = (n: number): ListRow => ({
  letterId: String(n).padStart(32, '0') as LetterId, accountId: 'a'.repeat(16) as AccountId, arrivedAt: '2026-11-20T01:00:00.000Z', date: '2026-11-19', number: `${n}/QĐ-UBND`, summary: 'nghỉ Tết', subject: '', unit: '', type: null, from: '',
}) as unknown as ListRow;

/** A list in memory on this side, and what main was asked on the other. */
function desk(count: number, answers: { readonly stopAt?: number; readonly chooses?: boolean; readonly secret?: number } = {}) {
  const rows = Array.from({ length: count }, (_, n) => ({ ...row(n), secret: n === answers.secret }));
  const batches: Batch[] = [];
  const store = {
    rows: (_query: unknown, from: number, to: number) => Promise.resolve({ rows: rows.slice(from, to), total: count }),
    rowsOf: (ids: readonly LetterId[]) => Promise.resolve(rows.filter(({ letterId }) => ids.includes(letterId))),
    letter: (letterId: LetterId) => Promise.resolve({ kept: { letterId } } as unknown as LetterView),
  } as unknown as StorePort;
  const bridge = {
    ask: (_name: string, batch: Batch) => {
      if (answers.chooses === false) return Promise.resolve({ ok: true, value: null });
      batches.push(batch);
      const isFull = batches.length === answers.stopAt;
      return Promise.resolve({ ok: true, value: { written: isFull ? 1 : batch.letters.length, folder: '/out', problems: isFull ? [{ letterId: batch.letters[1]?.letterId, code: 'diskFull' }] : [], cancelled: false } });
    },
  } as unknown as AppBridge;
  return { batches, tools: { bridge, store, describe: (view: LetterView) => `about ${view.kept.letterId}`, onProgress: () => undefined, isCancelled: () => false } };
}

const whole: ExportWish = { scope: { kind: 'list', query: { accountId: null, queue: 'all', folder: null, search: '' }, name: 'all' }, format: 'eml', template: '{date} {number} {summary}', withText: true };

describe('an export', () => {
  it('hands every letter over once, in batches into one folder, with its name and what is known of it', async () => {
    const count = limits.exportBatchLetters * 2 + 1;
    const { batches, tools } = desk(count);
    expect(await runExport(whole, tools)).toEqual({ ok: true, value: { written: count, folder: '/out', problems: [], cancelled: false } });
    expect(batches.map(({ goOn }) => goOn)).toEqual([false, true, true]);
    expect(new Set(batches.flatMap(({ letters }) => letters.map(({ letterId }) => letterId))).size).toBe(count);
    expect(batches[0]?.letters[0]).toEqual({ letterId: '0'.repeat(32), name: '2026-11-19 0/QĐ-UBND nghỉ Tết', beside: `about ${'0'.repeat(32)}` });
  });

  it('is about the chosen letters alone where some were chosen, without texts where none are wanted', async () => {
    const { batches, tools } = desk(5);
    await runExport({ ...whole, withText: false, scope: { kind: 'letters', letterIds: [row(1).letterId, row(3).letterId] } }, tools);
    expect(batches.flatMap(({ letters }) => letters.map(({ name, beside }) => [name, beside]))).toEqual([['2026-11-19 1/QĐ-UBND nghỉ Tết', ''], ['2026-11-19 3/QĐ-UBND nghỉ Tết', '']]);
  });

  it('hands on nothing that is stamped as a state secret', async () => {
    const { batches, tools } = desk(3, { secret: 1 });
    await runExport(whole, tools);
    expect(batches.flatMap(({ letters }) => letters.map(({ letterId }) => letterId))).toEqual([row(0).letterId, row(2).letterId]);
  });

  it('asks for nothing more once the disk is full', async () => {
    const { batches, tools } = desk(limits.exportBatchLetters * 3, { stopAt: 2 });
    expect(await runExport(whole, tools)).toMatchObject({ value: { written: limits.exportBatchLetters + 1, problems: [{ code: 'diskFull' }] } });
    expect(batches).toHaveLength(2);
  });

  it('stops between batches when a person says so, and does nothing where no folder is chosen', async () => {
    const { batches, tools } = desk(limits.exportBatchLetters * 3);
    expect(await runExport(whole, { ...tools, isCancelled: () => batches.length === 1 })).toMatchObject({ value: { written: limits.exportBatchLetters, cancelled: true } });
    expect(await runExport(whole, desk(3, { chooses: false }).tools)).toEqual({ ok: true, value: null });
  });
});
