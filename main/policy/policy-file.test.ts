import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import { PolicyFile } from './policy-file';

let base = '';
let policy: PolicyFile;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'vanthu-policy-'));
  policy = new PolicyFile(join(base, 'later', 'policy.json'), 20);
  await policy.load();
});
afterEach(async () => {
  policy.close();
  await rm(base, { recursive: true, force: true });
});

async function changed(act: () => Promise<void>): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    const forget = policy.onChanged(() => {
      forget();
      resolve();
    });
  });
  await act();
  await heard;
}

test('a policy that an administrator installs while the program runs comes into force, its folder included', async () => {
  expect(policy.current).toBe(defaultPolicy);
  await changed(async () => {
    await mkdir(join(base, 'later'));
    await writeFile(join(base, 'later', 'policy.json'), JSON.stringify({ officialDomains: ['so.gov.vn'] }));
  });
  expect(policy.notes).toEqual([]);
  expect(policy.current.officialDomains).toContain('so.gov.vn');
});

test('a file that cannot be read leaves the last good policy in force and says so', async () => {
  const path = join(base, 'later', 'policy.json');
  await changed(async () => {
    await mkdir(join(base, 'later'));
    await writeFile(path, JSON.stringify({ officialDomains: ['so.gov.vn'] }));
  });
  await changed(() => writeFile(path, '{ half'));
  expect(policy.notes).toEqual(['notJson']);
  expect(policy.current.officialDomains).toContain('so.gov.vn');
});
