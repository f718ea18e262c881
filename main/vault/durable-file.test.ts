import { expect, test } from 'vitest';
import { renameHeld } from './durable-file';

function refusing(code: string, times: number): { readonly tried: () => number; readonly move: () => Promise<void> } {
  let tried = 0;
  return {
    tried: () => tried,
    move: () => {
      tried += 1;
      return tried <= times ? Promise.reject(Object.assign(new Error('held'), { code })) : Promise.resolve();
    },
  };
}

test.each(['EPERM', 'EACCES', 'EBUSY'])('a file that a scanner holds for a moment (%s) takes its place on Windows all the same', async (code) => {
  const { move, tried } = refusing(code, 3);
  await renameHeld('a', 'b', move, 'win32');
  expect(tried()).toBe(4);
});

test.each([['EPERM', 'linux'], ['ENOSPC', 'win32'], ['ENOENT', 'win32']])('%s on %s is final', async (code, platform) => {
  const { move, tried } = refusing(code, 1);
  await expect(renameHeld('a', 'b', move, platform)).rejects.toMatchObject({ code });
  expect(tried()).toBe(1);
});
