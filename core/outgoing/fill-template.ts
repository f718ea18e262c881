/**
 * Puts values into a template's text. What stands in square brackets stays out unless every name in it has a value; outside of them a missing value
 * leaves nothing but the blanks around it, which are joined.
 */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  const fill = (part: string): string => part.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => values[name] ?? '');
  const complete = (part: string): boolean => [...part.matchAll(/\{([a-z]+)\}/g)].every(([, name]) => name !== undefined && (values[name] ?? '') !== '');
  return fill(text.replaceAll(/\[([^[\]]*)\]/g, (_, part: string) => (complete(part) ? part : '')))
    .split('\n').map((line) => line.replaceAll(/ {2,}/g, ' ').trim()).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}
