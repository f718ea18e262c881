import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundFault, regexBounds } from './regex-bounds.mjs';
import { regexVerdict } from './regex-verdict.mjs';
import { regexWays } from './regex-ways.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The check as it runs in `npm run lint:regexes`. */
function check(folder: string | null): Promise<{ readonly code: number | null; readonly words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--enable-source-maps', 'scripts/lint/regexes.mjs', ...(folder === null ? [] : [folder])], { cwd: project });
    let words = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, words }));
  });
}

describe('a regular expression', () => {
  it.each(['(a+)+$', '(a|a)*b', '(?:x+x+)+y', '^(?:fwd?|fw)*:', '(\\w*)*!', '(?:a|b|ab)*c'])('that backtracks exponentially is caught: %s', (source) => {
    expect(regexVerdict({ source, flags: '' })).toMatchObject({ status: 'vulnerable', degree: Infinity });
  });

  it.each([['\\s+$', 2], ['^.*\\d.*x$', 2], ['a*a*a*b', 3]])('whose work grows with a power of its input is caught with that power: %s', (source, least) => {
    const verdict = regexVerdict({ source, flags: '' });
    expect(verdict.status).toBe('vulnerable');
    expect(verdict.degree).toBeGreaterThanOrEqual(least);
  });

  it.each(['(?<!\\s)\\s+$', '^[a-z]+:', 'a{1,20}b', '(?:cat|dog)s?', '"[^"]{0,200}"', '^(?:re: ?)*x'])('that does not is let through: %s', (source) => {
    expect(regexVerdict({ source, flags: 'u' }).status).toBe('safe');
  });

  it('has as many ways as its choices multiply to, and no number of them where a repetition has no end', () => {
    expect(regexWays('abc')).toBe(1);
    expect(regexWays('a?b?')).toBe(4);
    expect(regexWays('(?:a|b|c)')).toBe(3);
    expect(regexWays('[a-z+*]{2,4}')).toBe(3);
    expect(regexWays('(?:a?){2}')).toBe(4);
    expect(regexWays('\\p{Lu}\\(\\*')).toBe(1);
    expect(regexWays('a{3,}')).toBe(Infinity);
    expect(regexWays('(?:a+){1,2}')).toBe(Infinity);
  });
});

describe('a bound', () => {
  it('excuses what its length makes cheap, and never what grows exponentially', () => {
    const bound = { file: 'x.ts', pattern: '/x/', characters: 1000, why: 'cut before' };
    expect(boundFault(bound, 2)).toBeNull();
    expect(boundFault(bound, 3)).toContain('1000 characters');
    expect(boundFault({ ...bound, characters: 5 }, Infinity)).toContain('exponentially');
  });

  it('says what bounds the input', () => {
    for (const { why, characters } of regexBounds) {
      expect(why.length).toBeGreaterThan(20);
      expect(characters).toBeGreaterThan(0);
    }
  });
});

describe('the check', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'regexes-')); });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('names the places of literals, of constants from other modules and of patterns made of tables', async () => {
    await writeFile(join(folder, 'words.ts'), "export const bad = '(a+)+';\nexport const words: readonly string[] = ['b+', 'b+'];\n");
    await writeFile(join(folder, 'reader.ts'), [
      "import { bad, words } from './words';", 'export const literal = /(c+)+$/;', 'export const constant = new RegExp(`${bad}$`);',
      "export const table = new RegExp(`^(?:${words.join('|')})*$`);", 'export const fine = /^[a-z]{1,20}$/;', '',
    ].join('\n'));
    const { code, words } = await check(folder);
    expect(words).toContain('reader.ts:2 exponential');
    expect(words).toContain('reader.ts:3 exponential');
    expect(words).toContain('reader.ts:4 exponential');
    expect(words).not.toContain('reader.ts:5');
    expect(code).toBe(1);
  });

  it('does not let a pattern through that it cannot know', async () => {
    await writeFile(join(folder, 'reader.ts'), 'export const of = (words: string): RegExp => new RegExp(words);\n');
    const { code, words } = await check(folder);
    expect(words).toContain('reader.ts:1 cannot be checked');
    expect(code).toBe(1);
  });

  it('is content with a folder that holds nothing bad', async () => {
    await writeFile(join(folder, 'reader.ts'), 'export const fine = /^[a-z]{1,20}$/;\n');
    expect((await check(folder)).code).toBe(0);
  });

  // verdicts are kept, so that this is short where the lint ran before
  it('finds nothing in core', async () => {
    const { code, words } = await check(null);
    expect(words).toMatch(/^\d+ regular expressions in \d+ places/);
    expect(words.split('\n').slice(1).filter((line) => line !== '')).toEqual([]);
    expect(code).toBe(0);
  }, 120_000);
});
