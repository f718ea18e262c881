/** What a name may be made of. */
export const nameFields = ['date', 'arrived', 'number', 'type', 'unit', 'summary', 'subject', 'from'] as const;
export type NameField = (typeof nameFields)[number];
export type NameValues = Readonly<Record<NameField, string>>;

export const defaultNameTemplate = '{date} {number} {summary}';

/** UTF-16 units of a name that may cross the bridge */
const longest = 200;

/**
 * The name of an exported letter, as a person reads it; main makes it safe for the disk. Fields without a value leave no
 * double blanks, empty brackets or lone hyphens behind. A field of another name stays as it was written.
 */
export function nameFromTemplate(template: string, values: NameValues): string {
  const filled = template.replace(/\{([a-z]+)\}/g, (whole, field: string) => (isField(field) ? values[field] : whole));
  const plain = filled
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ')
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?:^|\s)[-–_,;]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  let cut = '';
  for (const character of plain) {
    if (cut.length + character.length > longest) break;
    cut += character;
  }
  return cut.trim();
}

function isField(name: string): name is NameField {
  return (nameFields as readonly string[]).includes(name);
}
