import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../core/model/draft';
import type { Digest, DraftId, IsoDate, IsoTime, OutgoingId, RegisterId } from '../../core/model/ids';
import type { QueuedMail } from '../../core/model/outgoing';
import { accountId, draftOf, openDesk, type DraftDesk } from './fixtures/draft-desk';

let dir = '';
let desk: DraftDesk;
let now = new Date('2026-11-20T02:00:00Z');
const clock = { now: () => now };

beforeEach(async () => {
  now = new Date('2026-11-20T02:00:00Z');
  dir = await mkdtemp(join(tmpdir(), 'vanthu-drafts-'));
  desk = await openDesk(dir, clock);
});
afterEach(async () => {
  await desk.close();
  await rm(dir, { recursive: true, force: true });
});

async function again(): Promise<void> {
  await desk.close();
  desk = await openDesk(dir, clock);
}

async function kinds(): Promise<readonly string[]> {
  return (await desk.journal.read(0, 100)).map(({ kind }) => kind);
}

/** every file below the drafts, with its bytes */
async function onDisk(): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const names = (await readdir(join(dir, 'drafts'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Promise.all(names.map(async (entry) => ({ path: join(entry.parentPath, entry.name), bytes: await readFile(join(entry.parentPath, entry.name)) })));
}

async function withFile(draft: Draft, text = 'nội dung', role: 'document' | 'file' = 'file'): Promise<Draft> {
  const kept = await desk.drafts.keepFile({ draftId: draft.draftId, name: 'bao-cao.pdf', mediaType: 'application/pdf', role, bytes: Buffer.from(text) });
  if (!kept.ok) throw new Error(kept.failure.code);
  return { ...draft, files: [...draft.files, kept.value] };
}

function mailOf(draftId: DraftId): QueuedMail {
  return {
    outgoingId: '00000000000000aa' as OutgoingId, accountId, draftId, batch: draftId, place: null, code: null, subject: 'x', messageId: '<a@b.vn>', from: 'vt@b.vn', addressees: [], digest: 'a'.repeat(64) as Digest, size: 1, files: [],
    mdn: false, dsn: false, answerBy: null, sendAfter: '2026-11-20T02:00:10.000Z' as IsoTime, answers: null,
  };
}

describe('a draft', () => {
  it('is there again after the end of the program, as it was saved last, and the journal knows only that it began', async () => {
    await desk.drafts.save(draftOf('1', { body: 'một' }));
    await desk.drafts.save(draftOf('1', { body: 'hai' }));
    await again();
    expect(desk.drafts.list()).toMatchObject([{ draft: { body: 'hai' }, savedAt: '2026-11-20T02:00:00.000Z', queued: false }]);
    expect(await kinds()).toEqual(['draft.created']);
  });

  it('reveals nothing of itself on the disk', async () => {
    await desk.drafts.save(await withFile(draftOf('abc', { subject: 'PHU LUC MAT', body: 'NOI DUNG' }), 'BYTES OF THE FILE'));
    const files = await onDisk();
    expect(files).toHaveLength(2);
    for (const { path, bytes } of files) {
      expect(path).not.toMatch(/0000000000000abc|bao-cao/);
      for (const secret of ['PHU LUC', 'NOI DUNG', 'BYTES OF', 'bao-cao', accountId, createHash('sha256').update('BYTES OF THE FILE').digest('hex').slice(0, 8)]) expect(bytes.includes(secret)).toBe(false);
    }
  });

  it('that is torn is named and thrown away like any other, and the others open', async () => {
    await desk.drafts.save(draftOf('1', { body: 'một' }));
    const [first] = await onDisk();
    await desk.drafts.save(draftOf('2', { body: 'hai' }));
    await truncate(first?.path ?? '', 40);
    await again();
    expect(desk.drafts.list()).toMatchObject([{ draft: { body: 'hai' } }]);
    expect(desk.drafts.damaged()).toEqual([{ draftId: draftOf('1').draftId, accountId }]);
    expect(await desk.drafts.discard(draftOf('1').draftId)).toEqual({ ok: true, value: null });
    expect([desk.drafts.damaged(), await onDisk()]).toMatchObject([[], [{}]]);
  });

  it('put in the place of another is not taken for it', async () => {
    await desk.drafts.save(draftOf('1', { body: 'một' }));
    await desk.drafts.save(draftOf('2', { body: 'hai' }));
    const [one, two] = await onDisk();
    await writeFile(one?.path ?? '', two?.bytes ?? '');
    await again();
    expect([desk.drafts.list().length, desk.drafts.damaged().length]).toEqual([1, 1]);
  });

  it('loses nothing to a save that ended half-way: the one before is there, and what was half-written is swept', async () => {
    await desk.drafts.save(draftOf('1', { body: 'một' }));
    const [file] = await onDisk();
    await writeFile(`${file?.path ?? ''}.0123456789ab.tmp`, 'half');
    await again();
    expect(desk.drafts.list()).toMatchObject([{ draft: { body: 'một' } }]);
    expect(await onDisk()).toHaveLength(1);
  });

  it('whose file came to the disk and whose beginning did not is told of at the next start', async () => {
    await desk.drafts.save(draftOf('1'));
    await desk.close();
    await rm(join(dir, 'journal'), { recursive: true });
    desk = await openDesk(dir, clock);
    expect(await kinds()).toEqual(['draft.created']);
  });

  it('thrown away leaves no byte and does not come back with a late save', async () => {
    const draft = await withFile(draftOf('1'));
    await desk.drafts.save(draft);
    await desk.drafts.discard(draft.draftId);
    expect(await onDisk()).toEqual([]);
    await again();
    expect(await desk.drafts.save(draft)).toEqual({ ok: false, failure: { code: 'noSuchDraft' } });
    expect([desk.drafts.list(), desk.drafts.damaged(), await kinds()]).toEqual([[], [], ['draft.created', 'draft.discarded']]);
  });

  it('thrown away just before the program ended is erased at the next start', async () => {
    await desk.drafts.save(draftOf('1'));
    await desk.journal.append({ kind: 'draft.discarded', draftId: draftOf('1').draftId });
    await again();
    expect([desk.drafts.list(), await onDisk()]).toEqual([[], []]);
  });

  it('that was issued and not sent is thrown away only once its number is voided: its signed files are the originals', async () => {
    const draft = draftOf('1');
    await desk.drafts.save(draft);
    const place = { registerId: 'a'.repeat(16) as RegisterId, year: 2026, number: 30 };
    await desk.journal.append({ kind: 'document.issued', line: {
      place, code: '30/SNV-VP', date: '2026-11-21' as IsoDate, typeCode: 'CV', summary: '', signer: '', addressees: [], keeper: '', copies: 1, note: '', route: 'mail', draftId: draft.draftId, files: [], oddities: [],
    } });
    await Promise.resolve();
    expect(await desk.drafts.discard(draft.draftId)).toEqual({ ok: false, failure: { code: 'issued' } });
    await desk.journal.append({ kind: 'number.voided', place, reason: 'Thu hồi' });
    await Promise.resolve();
    expect(await desk.drafts.discard(draft.draftId)).toEqual({ ok: true, value: null });
  });

  it('whose messages wait to go out is neither changed nor thrown away, unless they are taken back', async () => {
    const draft = draftOf('1');
    await desk.drafts.save(draft);
    await desk.journal.append({ kind: 'mail.queued', mail: mailOf(draft.draftId) });
    await Promise.resolve();
    expect(await desk.drafts.save({ ...draft, body: 'khác' })).toEqual({ ok: true, value: false });
    expect(await desk.drafts.discard(draft.draftId)).toEqual({ ok: false, failure: { code: 'queued' } });
    expect(desk.drafts.list()).toMatchObject([{ queued: true, draft: { body: 'Kính gửi: Các phòng' } }]);
    await desk.journal.append({ kind: 'mail.moved', outgoingId: mailOf(draft.draftId).outgoingId, state: { state: 'takenBack', at: '2026-11-20T02:00:05.000Z' as IsoTime } });
    await Promise.resolve();
    expect(await desk.drafts.save({ ...draft, body: 'khác' })).toEqual({ ok: true, value: true });
  });

  it('that was sent is listed no more, and its bytes go a month later', async () => {
    const draft = draftOf('1');
    await desk.drafts.save(draft);
    const sent = { state: 'sent' as const, at: '2026-11-20T02:00:20.000Z' as IsoTime, serverSaid: '250', refused: [], by: 'server' as const };
    await desk.journal.append({ kind: 'mail.queued', mail: mailOf(draft.draftId) }, { kind: 'mail.moved', outgoingId: mailOf(draft.draftId).outgoingId, state: sent });
    await again();
    expect([desk.drafts.list(), (await onDisk()).length]).toEqual([[], 1]);
    now = new Date('2026-12-25T02:00:00Z');
    await again();
    expect([desk.drafts.damaged(), await onDisk()]).toEqual([[], []]);
  });
});

describe('files of a draft', () => {
  it('come back as they were, whatever their size', async () => {
    for (const size of [0, 1, 65_536, 200_001]) {
      const bytes = Buffer.alloc(size, size % 251);
      const kept = await desk.drafts.keepFile({ draftId: draftOf('1').draftId, name: 'a.bin', mediaType: 'application/octet-stream', role: 'file', bytes });
      if (!kept.ok) throw new Error(kept.failure.code);
      expect(kept.value).toMatchObject({ size, digest: createHash('sha256').update(bytes).digest('hex'), signedBy: [], stamped: false });
      const read = await desk.drafts.read(draftOf('1').draftId, kept.value.fileId);
      expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
    }
  });

  it('of this computer are taken all or none, by their content and never by a path in their name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vanthu-source-'));
    try {
      await writeFile(join(folder, 'Báo cáo.docx'), 'một');
      const taken = await desk.drafts.attach(draftOf('1').draftId, [join(folder, 'Báo cáo.docx')]);
      expect(taken).toMatchObject({ ok: true, value: [{ name: 'Báo cáo.docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', size: 5, role: 'file' }] });
      expect(await desk.drafts.attach(draftOf('1').draftId, [join(folder, 'Báo cáo.docx'), join(folder, 'khong-co.pdf')])).toEqual({ ok: false, failure: { code: 'notReadable' } });
      expect(await desk.drafts.attach(draftOf('1').draftId, [folder])).toEqual({ ok: false, failure: { code: 'notReadable' } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that are not here cannot be named by a save', async () => {
    const draft = await withFile(draftOf('1'));
    const made = draft.files.map((file) => ({ ...file, digest: 'b'.repeat(64) as Digest }));
    expect(await desk.drafts.save({ ...draft, files: made })).toEqual({ ok: false, failure: { code: 'noSuchFile' } });
    expect((await desk.drafts.save(draft)).ok).toBe(true);
  });

  it('that no save names are swept when they are a week old', async () => {
    const draft = draftOf('1');
    await withFile(draft, 'bỏ');
    await desk.drafts.save(await withFile(draft, 'giữ'));
    await again();
    expect(await onDisk()).toHaveLength(3);
    for (const { path } of await onDisk()) await utimes(path, new Date('2026-11-01T00:00:00Z'), new Date('2026-11-01T00:00:00Z'));
    await again();
    const kept = desk.drafts.list()[0]?.draft.files[0];
    expect(await onDisk()).toHaveLength(2);
    expect((await desk.drafts.read(draft.draftId, kept?.fileId ?? ('' as never))).ok).toBe(true);
  });

  it('that a bad sector took are told as damaged', async () => {
    const draft = await withFile(draftOf('1'), 'x'.repeat(1000));
    await desk.drafts.save(draft);
    const file = (await onDisk()).find(({ path }) => path.endsWith('.vtf'));
    const bytes = Buffer.from(file?.bytes ?? '');
    bytes[500] = (bytes[500] ?? 0) ^ 1;
    await writeFile(file?.path ?? '', bytes);
    expect(await desk.drafts.read(draft.draftId, draft.files[0]?.fileId ?? ('' as never))).toEqual({ ok: false, failure: { code: 'damaged' } });
  });
});
