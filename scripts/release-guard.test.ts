import { describe, expect, it } from 'vitest';
import releaseGuard, { mayPackage } from './release-guard.mjs';

describe('the release guard', () => {
  it('lets a supported Electron through', () => {
    expect(mayPackage('45.4.1', false)).toBe(true);
    expect(mayPackage('100.0.0', false)).toBe(true);
  });

  it('refuses an older or unreadable version for a release', () => {
    for (const version of ['44.9.9', '33.2.1', '', 'latest']) expect(mayPackage(version, false)).toBe(false);
  });

  it('lets a test package stand on an older Electron', () => {
    expect(mayPackage('33.2.1', true)).toBe(true);
  });

  it('stops electron-builder by throwing', async () => {
    const context = { packager: { info: { framework: { version: '33.2.1' } } } };
    await expect(Reflect.apply(releaseGuard, undefined, [context])).rejects.toThrow('45');
  });
});
