import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../core/letter/charset';
import { decodePart } from '../../core/letter/decode-part';
import { readText, parseLetter } from '../../core/letter/parse-letter';
import type { LetterPart } from '../../core/model/letter';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';

interface ExpectedPart {
  readonly headers: readonly { readonly name: unknown; readonly value: unknown }[];
  readonly body: unknown;
  readonly offset_body: number;
}

interface ExpectedMessage {
  readonly parts: readonly ExpectedPart[];
}

/** What both sides can say of one entity: its children, or the text it holds (digest of bytes by length for binaries). */
type Shape = { readonly at: number; readonly children: readonly Shape[] } | { readonly at: number; readonly text: string } | { readonly at: number; readonly size: number };

function expectedShape(message: ExpectedMessage, index: number): Shape {
  const part = message.parts[index];
  if (part === undefined) return { at: -1, size: -1 };
  const body = part.body as Readonly<Record<string, unknown>>;
  const at = part.offset_body;
  if ('Multipart' in body) return { at, children: (body['Multipart'] as readonly number[]).map((child) => expectedShape(message, child)) };
  if ('Message' in body) return { at, children: [expectedShape(body['Message'] as ExpectedMessage, 0)] };
  if ('Text' in body) return { at, text: plain(String(body['Text'])) };
  if ('Html' in body) return { at, text: plain(String(body['Html'])) };
  const bytes = (body['Binary'] ?? body['InlineBinary'] ?? []) as readonly number[];
  return { at, size: bytes.length };
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\0/g, '').normalize('NFC');
}

/** `like` decides whether a leaf is compared as text or by size, because the two sides name types differently. */
function ourShape(raw: Uint8Array, part: LetterPart, like: Shape): Shape {
  if (part.children.length > 0) {
    const expected = 'children' in like ? like.children : [];
    return { at: part.bodyStart, children: part.children.map((child, index) => ourShape(raw, child, expected[index] ?? { at: -1, size: -1 })) };
  }
  if ('children' in like && like.children.length === 0) return { at: part.bodyStart, children: [] };
  if ('text' in like) {
    const flowed = { ...part, params: { ...part.params, format: '' } };
    const text = part.contentType.startsWith('text/') ? readText(raw, flowed).text : decodeText(decodePart(raw, part), part.params['charset'] ?? null);
    return { at: part.bodyStart, text: plain(text) };
  }
  return { at: part.bodyStart, size: decodePart(raw, part).length };
}

function expectedHeader(message: ExpectedMessage, name: string): unknown {
  const value = message.parts[0]?.headers.filter((header) => header.name === name).at(-1)?.value;
  return typeof value === 'object' && value !== null && 'Text' in value ? value.Text : null;
}

interface View {
  readonly subject: string;
  readonly root: Shape;
}

function ourView(raw: Uint8Array, like: Shape): View {
  const letter = parseLetter(raw);
  return { subject: letter.header.subject, root: ourShape(raw, letter.root, like) };
}

function withLf(raw: Uint8Array): Uint8Array {
  return raw.filter((byte, at) => byte !== 0x0d || raw[at + 1] !== 0x0a);
}

function withCrLf(raw: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (const [at, byte] of raw.entries()) {
    if (byte === 0x0a && raw[at - 1] !== 0x0d) out.push(0x0d);
    out.push(byte);
  }
  return Uint8Array.from(out);
}

/** First place where two values differ, cut short: whole letters are unreadable in a report. */
function firstDifference(left: unknown, right: unknown, path = ''): readonly [string, string] | null {
  if (JSON.stringify(left) === JSON.stringify(right)) return null;
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = firstDifference((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], `${path}/${key}`);
      if (found !== null) return found;
    }
  }
  if (typeof left === 'string' && typeof right === 'string') {
    let at = 0;
    while (left[at] === right[at]) at++;
    return [`${path}@${at} ${left.slice(Math.max(0, at - 20), at + 60)}`, `${path}@${at} ${right.slice(Math.max(0, at - 20), at + 60)}`];
  }
  return [`${path} ${JSON.stringify(left)?.slice(0, 150)}`, `${path} ${JSON.stringify(right)?.slice(0, 150)}`];
}

/** What must not depend on line endings. */
function independent(raw: Uint8Array): unknown {
  const letter = parseLetter(raw);
  const { from, to, cc, subject, date } = letter.header;
  return { from, to, cc, subject, date, text: letter.text?.text, html: letter.html?.text, names: letter.attachments.map((attachment) => [attachment.part, attachment.name, attachment.contentType]) };
}

/** Structure, body offsets, decoded contents and subject of the mail-parser suite, each letter with LF and with CRLF. */
export function run(corporaDir: string): Promise<CorpusResult> {
  const tally = new CorpusTally('mail-parser', readKnown('known-mail-parser.json'));
  const folder = join(corporaDir, 'mail-parser/resources/eml');
  for (const group of readdirSync(folder).sort()) {
    for (const file of readdirSync(join(folder, group)).sort()) {
      if (!file.endsWith('.eml')) continue;
      // the folder mixes line endings; the expectations are for all LF and all CRLF
      const lf = withLf(readFileSync(join(folder, group, file)));
      const crlf = withCrLf(lf);
      for (const [name, raw] of [['json', lf], ['crlf.json', crlf]] as const) {
        const message = JSON.parse(readFileSync(join(folder, group, file.replace(/eml$/, name)), 'utf8')) as ExpectedMessage;
        const root = expectedShape(message, 0);
        const subject = expectedHeader(message, 'subject');
        const got = ourView(raw, root);
        const difference = firstDifference({ subject: typeof subject === 'string' ? subject.normalize('NFC').trim() : '', root }, got);
        tally.compare(`${group}/${file} ${name}`, difference?.[0], difference?.[1]);
      }
      const difference = firstDifference(independent(lf), independent(crlf));
      tally.compare(`${group}/${file} LF=CRLF`, difference?.[0], difference?.[1]);
    }
  }
  return Promise.resolve(tally.result());
}

await runAsScript(import.meta.url, run);
