import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillDates } from './fill-dates';

const folder = fileURLToPath(new URL('../../assets/demo', import.meta.url));

export interface Unit {
  /** as it stands in From */
  readonly name: string;
  readonly address: string;
  /** in full, as a certificate names it, where that differs from the name */
  readonly organisation?: string;
}

/** How a letter of the demo is signed, `pdf` in the file itself; `null` where it is not. */
export type Signing = 'valid' | 'tampered' | 'stranger' | 'expired' | 'other' | 'opaque' | 'part' | 'p7s' | 'p7s-tampered' | 'pdf' | 'pdf-changed';
/** `scan`: the pages as a scanner's pictures. `zip`: the files travel in one archive. */
export type Carrier = 'text' | 'html' | 'pdf' | 'docx' | 'scan' | 'zip';

/** Does the letter bring a printed page? */
export function isPrinted({ carry }: Pick<DemoLetter, 'carry'>): boolean {
  return carry.includes('pdf') || carry.includes('scan');
}

/** An official document in the parts that decree 30/2020/NĐ-CP, appendix I, names. */
export interface DemoDocument {
  readonly parent: string | null;
  /** lines of the issuing agency */
  readonly agency: readonly string[];
  readonly number: string | null;
  /** "ngày 05 tháng 02 năm 2026" */
  readonly day: string;
  readonly stamp: string | null;
  /** printed type name; null for a công văn */
  readonly type: string | null;
  readonly topic: string;
  /** line above the body, as in decisions and telegrams */
  readonly lead: string | null;
  readonly addressees: readonly string[];
  readonly titles: readonly string[];
  readonly recipients: readonly string[];
  readonly paragraphs: readonly string[];
}

/** What the demo promises about a letter, as written in its source. */
export type Expectation = Readonly<Record<string, string>>;

export interface DemoLetter {
  readonly id: string;
  readonly from: Unit;
  readonly when: 'before' | 'after';
  readonly carry: readonly Carrier[];
  readonly subject: string;
  readonly document: DemoDocument | null;
  /** the text of a letter that is no document of the kind above */
  readonly body: string;
  readonly note: string | null;
  readonly sign: Signing | null;
  /** words replaced after signing */
  readonly tamper: readonly [string, string] | null;
  /** Disposition-Notification-To; `same` is the sender */
  readonly mdn: string | null;
  readonly isBcc: boolean;
  readonly toMany: boolean;
  readonly isHostile: boolean;
  readonly returnPath: string | null;
  readonly replyTo: string | null;
  readonly headers: readonly string[];
  readonly attachments: readonly string[];
  readonly expect: Expectation;
}

/** The units of the invented province, by the short name that the letters use. */
export function readUnits(): Readonly<Record<string, Unit>> {
  const { comment: _comment, ...units } = JSON.parse(readFileSync(join(folder, 'units.json'), 'utf8')) as Record<string, Unit> & { comment: string };
  return units;
}

/**
 * The demo mailbox as its sources in `assets/demo/letters` tell it, in order. Throws on a source that cannot be read: it is ours.
 *
 * @param today days in the letters are counted from it
 * @param seedText the published letter that one source asks for
 */
export function readDemoLetters(today: Date, seedText: string): readonly DemoLetter[] {
  const units = readUnits();
  const files = readdirSync(join(folder, 'letters')).filter((name) => name.endsWith('.txt')).sort();
  return files
    .flatMap((name) => readFileSync(join(folder, 'letters', name), 'utf8').split(/^=== /m).slice(1))
    .map((block) => readLetter(block, units, today, seedText));
}

function readLetter(block: string, units: Readonly<Record<string, Unit>>, today: Date, seedText: string): DemoLetter {
  const [id = '', ...lines] = block.replaceAll('\r\n', '\n').split('\n');
  const rule = lines.indexOf('---');
  if (rule < 0) throw new Error(`demo letter ${id} has no line ---`);
  const fields = readFields(id, lines.slice(0, rule).filter((line) => line !== ''));
  const one = (name: string): string | null => {
    const value = fields.get(name)?.[0];
    return value === undefined ? null : fillDates(value, today);
  };
  const needed = (name: string): string => one(name) ?? fault(id, name);
  const list = (name: string, separator: string): readonly string[] => (one(name) ?? '').split(separator).map((part) => part.trim()).filter((part) => part !== '');
  const body = one('seed') === null ? fillDates(lines.slice(rule + 1).join('\n').trim(), today) : seedText.trim();
  const tamper = one('tamper')?.split(' -> ');
  return {
    id: id.trim(),
    from: units[needed('from')] ?? fault(id, 'from'),
    when: needed('when') === 'before' ? 'before' : 'after',
    carry: list('carry', ',') as readonly Carrier[],
    subject: needed('subject'),
    document: one('agency') === null ? null : documentOf(one, list, body, today),
    body,
    note: one('note'),
    sign: one('sign') as Signing | null,
    tamper: tamper === undefined ? null : [tamper[0] ?? '', tamper[1] ?? ''],
    mdn: one('mdn'),
    isBcc: one('bcc') !== null,
    toMany: one('to-many') !== null,
    isHostile: one('hostile') !== null,
    returnPath: one('return-path'),
    replyTo: one('reply-to-id'),
    headers: fields.get('header') ?? [],
    attachments: list('attach', ','),
    expect: Object.fromEntries(list('expect', ';').map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)])),
  };
}

function readFields(id: string, lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf(': ');
    if (at < 0) throw new Error(`demo letter ${id}: "${line}" is no field`);
    fields.set(line.slice(0, at), [...(fields.get(line.slice(0, at)) ?? []), line.slice(at + 2).trim()]);
  }
  return fields;
}

function documentOf(one: (name: string) => string | null, list: (name: string, separator: string) => readonly string[], body: string, today: Date): DemoDocument {
  return {
    parent: one('parent'),
    agency: list('agency', ' / '),
    number: one('number'),
    day: fillDates(`{ngaydai ${one('day') ?? '0'}}`, today),
    stamp: one('stamp'),
    type: one('type'),
    topic: one('topic') ?? '',
    lead: one('lead'),
    addressees: list('to', ';'),
    titles: list('titles', ' / '),
    recipients: list('recipients', ';'),
    paragraphs: body.split(/\n{2,}/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== ''),
  };
}

function fault(id: string, field: string): never {
  throw new Error(`demo letter ${id}: ${field} is missing or unknown`);
}
