export interface Texts {
  readonly [key: string]: string | Texts;
}

/** Both trees of texts in one; where both have a text for the same key the second counts. */
export function joinTexts(first: Texts, second: Texts): Texts {
  const joined: Record<string, string | Texts> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const known = joined[key];
    joined[key] = typeof value === 'object' && typeof known === 'object' ? joinTexts(known, value) : value;
  }
  return joined;
}
