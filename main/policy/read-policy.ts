import { readFile, stat } from 'node:fs/promises';
import { parsePolicy, type PolicyProblem } from '../../core/acknowledge/policy-schema';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { Policy } from '../../core/model/policy';

/** i18n `policyNote.<code>`. missing: there is no such file, which is no fault. */
export type PolicyFailure =
  | { readonly code: 'missing' | 'unreadable' | 'tooLarge' | 'notJson' }
  | { readonly code: 'wrongShape'; readonly problems: readonly PolicyProblem[] };

/** The administrator's policy file (JSON, UTF-8; `assets/policy.example.json` shows every key). */
export async function readPolicy(path: string): Promise<Result<Policy, PolicyFailure>> {
  const text = await readText(path);
  if (!text.ok) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch {
    return fail({ code: 'notJson' });
  }
  const parsed = parsePolicy(json);
  return parsed.ok ? parsed : fail({ code: 'wrongShape', problems: parsed.failure });
}

async function readText(path: string): Promise<Result<string, PolicyFailure>> {
  try {
    if ((await stat(path)).size > limits.policyFileBytes) return fail({ code: 'tooLarge' });
    const bytes = await readFile(path);
    // editors on Windows begin a file with a byte order mark
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return fail({ code: code === 'ENOENT' ? 'missing' : 'unreadable' });
  }
}
