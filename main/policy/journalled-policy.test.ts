import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { openEvidenceStore } from '../vault/evidence-store';
import { journalledPolicy } from './journalled-policy';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-test-'));
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe('a policy on its way into the journal', () => {
  it('leaves its revocation lists beside the journal and names them by digest', async () => {
    const evidence = await openEvidenceStore(dir, new Uint8Array(32).fill(7));
    const lists = ['-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----', 'x'.repeat(200_000)];
    const { crlDigests, ...rest } = await journalledPolicy({ ...defaultPolicy, crls: lists }, evidence);
    expect(JSON.stringify(rest)).not.toContain('BEGIN X509 CRL');
    expect(JSON.stringify(rest).length).toBeLessThan(10_000);
    const kept = await Promise.all(crlDigests.map((digest) => evidence.get(digest)));
    expect(kept.map((read) => (read.ok ? new TextDecoder().decode(read.value) : read.failure.code))).toEqual(lists);
  });

  it('is the same again for the same policy, so that a start journals nothing new', async () => {
    const evidence = await openEvidenceStore(dir, new Uint8Array(32).fill(7));
    const policy = { ...defaultPolicy, crls: ['one', 'two'] };
    expect(JSON.stringify(await journalledPolicy(policy, evidence))).toBe(JSON.stringify(await journalledPolicy(policy, evidence)));
    expect((await journalledPolicy({ ...policy, crls: ['one', 'three'] }, evidence)).crlDigests[1]).not.toBe((await journalledPolicy(policy, evidence)).crlDigests[1]);
  });
});
