import type { Line, PreparedText } from '../prepare-text';
import { bareForm } from '../bare-form';
import { found } from '../found';
import type { Found } from '../found';
import type { Header } from './header';
import { authorityPrefix, bareNames, barePosts, isCapitals, startsWithOne, vocabulary } from './vocabulary';

export interface Signature {
  readonly signer: Found<string> | null;
  readonly title: Found<string> | null;
  /** line of "Nơi nhận", null where absent */
  readonly copiesLine: number | null;
}

interface Block {
  readonly titles: readonly Span[];
  readonly name: Span | null;
  readonly line: number;
}

interface Span {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const ranks = /^(?:(?:dai|thuong|trung|thieu) (?:tuong|ta|uy)\s*,?\s*|(?:(?:pgs|gs|ts|ths|bs|ks|cn|ls|bscki{1,2}|ckii?|nguoi ky)[., ]+)+)/;
const skipped = /^(?:[(\[]?\s*(?:da ky|ky ten|ky, ghi|ky va|chu ky|ky, dong)|ky boi|nguoi ky|ngay ky|thoi gian ky|email|co quan:)/;
const given = /^(?:\p{Lu}[\p{Ll}'’]{1,9}|\p{Lu}['’]\p{L}{1,9}|[YHK]['’]?|\p{Lu}\p{Ll}{0,3}['’-]\p{Lu}\p{Ll}{1,6})$/u;
/** farthest distance in lines between "Nơi nhận" and a signature below or above it */
const below = 70;
const above = 14;

/** Letters set apart by a scanner: "Ngu y ễn Hữu Tín". */
function closeGaps(name: string): string {
  return name.replaceAll(/ (?=\p{Ll}{1,4}(?: |$))/gu, '');
}

/** A person's name at the given span, without rank or degree; null where it is none. */
function nameAt(text: PreparedText, start: number, end: number, strict: boolean): Span | null {
  let from = start;
  let to = end;
  const signed = /\s?[(]?\s?da ky\s?[)]?\.?$/.exec(text.bare.slice(from, to));
  if (signed !== null) to -= signed[0].length;
  from += ranks.exec(text.bare.slice(from, to))?.[0].length ?? 0;
  while (from < to && /[\s,.:]/.test(text.text.charAt(from))) from += 1;
  while (to > from && /[\s,.;]/.test(text.text.charAt(to - 1))) to -= 1;
  if (to - from < 4 || to - from > 60) return null;
  const value = closeGaps(text.text.slice(from, to));
  const words = value.split(' ');
  if (words.length < 2 || words.length > 6) return null;
  const isFamilyName = (): boolean => bareNames.has(bareForm(words[0] ?? ''));
  if (words.every((word) => given.test(word))) return strict && !isFamilyName() ? null : { value, start: from, end: to };
  const capital = words.length <= 5 && words.every((word) => /^\p{Lu}{2,8}$/u.test(word)) && isCapitals(value);
  return capital && isFamilyName() && startsWithOne(bareForm(value), barePosts) === null
    ? { value, start: from, end: to } : null;
}

const squeezed = (value: string): string => bareForm(value).replaceAll(/[^a-z]/g, '');
const prefixes = vocabulary.authorityPrefixes.map((printed) => ({ printed: `${printed.replace(/\.$/, '')}.`, key: squeezed(printed) })).sort((left, right) => right.key.length - left.key.length);
const posts = vocabulary.signerPosts.map((printed) => ({ printed, key: squeezed(printed) })).sort((left, right) => right.key.length - left.key.length);

/** "KT. CHỦ TỊ CH P HÓ CHỦ T Ị CH": letters set apart by a scanner, put together where nothing but posts comes out; null elsewhere. */
function closeTitle(value: string): string | null {
  if (!/(?:^| )\p{Lu}{1,2}(?= )/u.test(value)) return null;
  let rest = squeezed(value);
  const prefix = prefixes.find(({ key }) => rest.startsWith(key) && posts.some((post) => rest.startsWith(post.key, key.length)));
  if (prefix !== undefined) rest = rest.slice(prefix.key.length);
  const found: string[] = [];
  while (rest !== '') {
    const post = posts.find(({ key }) => rest.startsWith(key));
    if (post === undefined) return null;
    found.push(post.printed);
    rest = rest.slice(post.key.length);
  }
  const [first, ...others] = found;
  const closed = [prefix === undefined ? first : `${prefix.printed} ${first ?? ''}`, ...others].join(' / ');
  return first === undefined || closed.split(' ').length >= value.split(' ').length ? null : closed;
}

const isTitle = (bare: string): boolean => authorityPrefix(bare) !== null || startsWithOne(bare, barePosts) !== null;

/** An item of "Nơi nhận", or its heading. */
const listed = /^[-–+*•~]|^noi nh/;

/** The part of a line that belongs to the right column when two columns were read as one line. */
function rightColumn(line: Line): number {
  if (!listed.test(line.bare)) return 0;
  const authority = /(?:^|[\s;:.,)])((?:TM|KT|TL|TUQ|Q|T\/M|T\/L|K\/T)\. ?\p{Lu}{2})/u.exec(line.text);
  if (authority !== null) return authority.index + authority[0].length - (authority[1]?.length ?? 0);
  const tail = /(?:[;:.,)]|\p{Ll}) ([\p{Lu} ,]{6,60})$/u.exec(line.text);
  if (tail?.[1] !== undefined && isTitle(bareForm(tail[1]))) return line.text.length - tail[1].length;
  const named = /[;:.,)] (\p{Lu}[\p{Lu} ,]{5,60} (?:\p{Lu}\p{Ll}{1,8} ?){2,5})$/u.exec(line.text);
  if (named?.[1] !== undefined && isTitle(bareForm(named[1]))) return line.text.length - named[1].length;
  return -1;
}

/** Where capitals end and a name begins on one line: "PHÓ VỤ TRƯỞNG Ngô Văn Độ". */
function nameBehindTitle(text: string): number {
  const match = /(?<= )\p{Lu}\p{Ll}/u.exec(text);
  return match === null ? -1 : match.index;
}

function span(text: PreparedText, start: number, end: number): Span {
  return { value: text.text.slice(start, end).trim(), start, end };
}

function collectBlocks(text: PreparedText, from: number): readonly Block[] {
  const blocks: Block[] = [];
  let titles: Span[] = [];
  let age = 0;
  for (let index = from; index < text.lines.length; index += 1) {
    const line = text.lines[index];
    if (line === undefined) break;
    if (line.text.length > 220) {
      titles = [];
      continue;
    }
    // Nearly all of a body: nothing is open, and the line opens nothing.
    if (titles.length === 0 && !listed.test(line.bare) && !line.bare.includes('da ky') && !isTitle(line.bare)) continue;
    if (skipped.test(line.bare)) continue;
    const right = rightColumn(line);
    const start = line.start + Math.max(right, 0);
    const part = text.text.slice(start, line.end);
    const bare = text.bare.slice(start, line.end);
    const titled = isTitle(bare);
    const split = right >= 0 && titled ? nameBehindTitle(part) : -1;
    if (split > 0 && isCapitals(part.slice(0, split))) {
      const name = nameAt(text, start + split, line.end, false);
      if (name !== null) {
        blocks.push({ titles: [...titles, span(text, start, start + split)], name, line: index });
        titles = [];
        continue;
      }
    }
    const capitals = right >= 0 && isCapitals(part) && part.length < 120;
    if (titles.length > 0 && /^(?:dai|thuong|trung|thieu) (?:tuong|ta|uy)$/.test(bare)) {
      titles.push(span(text, start, line.end));
      continue;
    }
    if (titles.length > 0 && right >= 0) {
      const name = nameAt(text, start, line.end, false);
      if (name !== null) {
        const rank = /^(?:dai|thuong|trung|thieu) (?:tuong|ta|uy)(?= )/.exec(bare)?.[0];
        if (rank !== undefined) titles.push(span(text, start, start + rank.length));
        blocks.push({ titles, name, line: index });
        titles = [];
        continue;
      }
    }
    if (capitals && titled || capitals && titles.length > 0 && !/;$/.test(part) && titles.length < 6) {
      titles.push(span(text, start, line.end));
      age = 0;
      continue;
    }
    // Left and right column line by line: an item of the list of copies goes on below a post.
    if (titles.length > 0 && (right < 0 || /^\p{Ll}/u.test(line.text))) {
      const tail = /[.;)] (\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+){1,4})$/u.exec(line.text)?.[1];
      const name = tail === undefined ? null : nameAt(text, line.end - tail.length, line.end, true);
      if (name !== null) {
        blocks.push({ titles, name, line: index });
        titles = [];
      }
      age += 1;
      if (age > 40) titles = [];
      continue;
    }
    if (/da ky/.test(line.bare)) {
      const name = nameAt(text, line.start, line.end, true);
      if (name !== null) blocks.push({ titles, name, line: index });
    }
    if (titles.length > 0 && index > from) blocks.push({ titles, name: null, line: index - 1 });
    titles = [];
  }
  if (titles.length > 0) blocks.push({ titles, name: null, line: text.lines.length - 1 });
  return blocks;
}

function choose(blocks: readonly Block[], copies: number | null): Block | null {
  const named = blocks.filter((block) => block.name !== null);
  if (copies === null) return named.at(-1) ?? null;
  const after = (block: Block): boolean => block.line >= copies && block.line <= copies + below;
  const before = (block: Block): boolean => block.line < copies && block.line >= copies - above;
  return named.find(after) ?? named.findLast(before) ?? blocks.find((block) => after(block) && hasAuthority(block)) ?? null;
}

const hasAuthority = (block: Block): boolean => block.titles.some((title) => authorityPrefix(bareForm(title.value)) !== null);

const copiesLabel = /^["']?noi nh[a-z]{1,2}n? ?(?::|$|\.)|^noi nhan\b/;

/** Boxes 7a to 7c: authority and post, then the name. */
export function readSignature(text: PreparedText, header: Header): Signature {
  const copies = text.lines.findIndex(({ bare }, index) => index >= header.bodyLine && bare.slice(0, 8).includes('noi nh') && copiesLabel.test(bare));
  const copiesLine = copies < 0 ? null : copies;
  const block = choose(collectBlocks(text, header.bodyLine), copiesLine);
  if (block === null) return { signer: null, title: null, copiesLine };
  const first = block.titles[0];
  const last = block.titles.at(-1);
  const name = block.name;
  // An unlisted family name may be rare or misread: shown as uncertain.
  const known = name !== null && bareNames.has(bareForm(name.value.split(' ')[0] ?? ''));
  const sure = first !== undefined && copiesLine !== null;
  return {
    signer: name === null ? null : found(name.value, name.start, name.end, 'signature-block', known ? (sure ? 0.95 : 0.75) : 0.65),
    title: first === undefined || last === undefined ? null
      : found(block.titles.map((title) => closeTitle(title.value) ?? title.value).join(' / '), first.start, last.end, 'signature-block', sure ? 0.95 : 0.75),
    copiesLine,
  };
}
