import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeName, OpenedFiles, plainName } from './opened-files';

const pdf = new TextEncoder().encode('%PDF-1.7\n');
let base = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'vanthu-test-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

describe('opened attachments', () => {
  it('open although what an earlier run left cannot be removed', async () => {
    const earlier = new OpenedFiles('t', base);
    expect((await earlier.put({ name: 'a.pdf', contentType: 'application/pdf', bytes: pdf })).ok).toBe(true);
    const files = new OpenedFiles('t', base);
    expect((await files.put({ name: 'a.pdf', contentType: 'application/pdf', bytes: pdf })).ok).toBe(true);
  });

  it('a wipe that the system refuses is told and stops nothing', async () => {
    const files = new OpenedFiles('t', join(base, 'no\0such'));
    expect(await files.wipe()).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('never lie in a folder that somebody else prepared', async () => {
    const files = new OpenedFiles('t', base);
    const prepared = join(base, `vanthu-opened-${userInfo().uid}-t`);
    await mkdir(prepared, { mode: 0o777 });
    await chmod(prepared, 0o777);
    const put = await files.put({ name: 'a.pdf', contentType: 'application/pdf', bytes: pdf });
    expect(put.ok && !put.value.startsWith(prepared + sep)).toBe(true);
    await files.wipe();
    expect((await readdir(base)).filter((name) => join(base, name) !== prepared)).toEqual([]);
  });

  it('lie in a folder that only this user can enter and are gone after a wipe', async () => {
    const files = new OpenedFiles('t', base);
    const put = await files.put({ name: 'Công văn 1077.pdf', contentType: 'application/pdf', bytes: pdf });
    expect(put.ok).toBe(true);
    if (!put.ok) return;
    expect(await readFile(put.value)).toEqual(Buffer.from(pdf));
    const [folder] = await readdir(base);
    expect((await stat(join(base, folder ?? ''))).mode & 0o777).toBe(0o700);
    expect((await stat(put.value)).mode & 0o777).toBe(0o400);
    await files.wipe();
    expect(await readdir(base)).toEqual([]);
  });

  it.each(['cai-dat.exe', 'cong-van.pdf.exe', 'mo.lnk', 'bao-cao.docm'])('refuses to open %s', async (name) => {
    const put = await new OpenedFiles('t', base).put({ name, contentType: 'application/pdf', bytes: pdf });
    expect(put).toEqual({ ok: false, failure: { code: 'saveOnly' } });
    expect(await readdir(base)).toEqual([]);
  });

  it('never lets a name leave the folder', () => {
    for (const name of ['../../x.pdf', '/etc/x.pdf', 'a\\b.pdf', '..']) {
      expect(plainName({ name, contentType: 'application/pdf' })).not.toMatch(/[/\\]/);
    }
  });

  it('cuts a long Vietnamese name to what file systems take and keeps its ending', () => {
    const name = plainName({ name: `${'Quyết định '.repeat(60)}.pdf`, contentType: 'application/pdf' });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name.endsWith('.pdf')).toBe(true);
  });

  it('saves two files of one name beside each other', () => {
    expect(freeName('a.pdf', new Set(['a.pdf', 'a (2).pdf']))).toBe('a (3).pdf');
    expect(freeName('b.pdf', new Set(['a.pdf']))).toBe('b.pdf');
  });
});
