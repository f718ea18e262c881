import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignaturePictures } from './signature-pictures';

let dir: string;
const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
const picture = new TextEncoder().encode('a picture of a seal');

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pictures-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('pictures of signatures', () => {
  it('are given back for the certificate they were kept for, over restarts, and for no other', async () => {
    const kept = await SignaturePictures.open(dir, new Uint8Array(32).fill(1));
    await kept.keep(one, picture);
    const again = await SignaturePictures.open(dir, new Uint8Array(32).fill(1));
    expect(new Uint8Array((await again.read(one)) ?? [])).toEqual(picture);
    expect(await again.read(other)).toBeNull();
  });

  it('lie sealed: neither the picture nor the certificate can be told from the folder', async () => {
    const kept = await SignaturePictures.open(dir, new Uint8Array(32).fill(1));
    await kept.keep(one, picture);
    const [name = ''] = await readdir(dir);
    expect(name).not.toContain('aaaa');
    expect((await readFile(join(dir, name))).includes(Buffer.from(picture))).toBe(false);
    expect(await (await SignaturePictures.open(dir, new Uint8Array(32).fill(2))).read(one)).toBeNull();
  });

  it('can be taken away', async () => {
    const kept = await SignaturePictures.open(dir, new Uint8Array(32).fill(1));
    await kept.keep(one, picture);
    await kept.keep(one, null);
    expect(await kept.read(one)).toBeNull();
    expect(await readdir(dir)).toEqual([]);
  });
});
