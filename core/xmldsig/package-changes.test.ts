import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageChanges } from './package-changes';

interface Texts {
  readonly change: Readonly<Record<string, string>>;
}

describe('what a signature of a package leaves out', () => {
  it.each(['vi', 'en'])('has a sentence for each of its kinds in "%s", and none for another', (language) => {
    const { change } = JSON.parse(readFileSync(new URL(`../../assets/locales/parts/signature-xml.${language}.json`, import.meta.url), 'utf8')) as Texts;
    expect(Object.keys(change).sort()).toEqual([...packageChanges].sort());
  });
});
