import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Preferences } from '../../core/contract/commands';

const schema = v.object({
  language: v.fallback(v.picklist(['vi', 'en']), 'vi'),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  autostart: v.fallback(v.boolean(), false),
});

export const defaultPreferences: Preferences = { language: 'vi', theme: 'system', autostart: false };

/** Language and looks: no secret, needed before the books are open, so they lie in a plain file of their own. */
export class PreferencesFile {
  private current: Preferences = defaultPreferences;

  constructor(private readonly path: string) {}

  get value(): Preferences {
    return this.current;
  }

  async load(): Promise<void> {
    const text = await readFile(this.path, 'utf8').catch(() => '{}');
    this.current = v.parse(schema, parseObject(text));
  }

  async change(change: { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined }): Promise<Preferences> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.current = { ...this.current, ...given };
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await writeFile(`${this.path}.new`, JSON.stringify(this.current), { mode: 0o600 });
    await rename(`${this.path}.new`, this.path);
    return this.current;
  }
}

/** A damaged preferences file costs the preferences, never the start. */
function parseObject(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
