import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from './test-counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vanthu-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function stray(lines: readonly string[]): string {
  const file = join(folder, 'stray.json');
  writeFileSync(file, JSON.stringify(lines));
  return file;
}

describe('counting tests', () => {
  it('takes vitest at its word, and counts what failed outside any test by its name', () => {
    const testResults = [{ status: 'passed', assertionResults: [{}, {}, {}] }];
    const counted = vitestCounts(report({ numPassedTests: 3, numFailedTests: 0, testResults }), stray(['unhandled: Error: socket closed at mail.ts:4', 'a.test.ts: cannot load\nmore']));
    expect(counted).toEqual({ passed: 3, failed: 2, names: ['unhandled: Error: socket closed at mail.ts:4', 'a.test.ts: cannot load'] });
  });

  it('names what failed and the first line of why', () => {
    const testResults = [{ name: 'b.test.ts', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'law holds', failureMessages: ['\u001b[31mAssertionError: 1 is not 2\u001b[39m\n  at x'] }, { status: 'passed', fullName: 'other' }] }];
    expect(vitestCounts(report({ numPassedTests: 1, numFailedTests: 1, testResults }), stray([])).names).toEqual(['law holds: AssertionError: 1 is not 2']);
    const specs = [{ file: 'c.spec.ts', title: 'a window', tests: [{ status: 'unexpected', results: [{ error: { message: 'no such window\nmore' } }] }] }];
    expect(playwrightCounts(report({ stats: { expected: 0, unexpected: 1, flaky: 0, skipped: 0 }, errors: [], suites: [{ suites: [{ specs }] }] })).names).toEqual(['c.spec.ts: a window: no such window']);
  });

  it('names what failed at first and then passed', () => {
    const specs = [{ file: 'c.spec.ts', title: 'a window', tests: [{ status: 'flaky', results: [{ error: { message: 'it hung\nmore' } }, {}] }] }];
    expect(playwrightCounts(report({ stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 }, errors: [], suites: [{ specs }] }))).toEqual({ passed: 4, failed: 0, unsteady: ['c.spec.ts: a window: it hung'] });
  });

  it('counts errors outside any Playwright test', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 2 };
    expect(playwrightCounts(report({ stats, errors: [{}] }))).toMatchObject({ passed: 4, failed: 2 });
  });

  it('never lets a stage without tests pass', () => {
    expect(vitestCounts(join(folder, 'absent.json'), stray([]))).toEqual({ passed: 0, failed: 1 });
    expect(vitestCounts(report({ numPassedTests: 0, numFailedTests: 0, testResults: [] }), stray([]))).toEqual({ passed: 0, failed: 1 });
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 3 };
    expect(playwrightCounts(report({ stats, errors: [] }))).toEqual({ passed: 0, failed: 1 });
  });
});
