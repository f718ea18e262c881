import type { PreparedText } from '../prepare-text';
import { bareForm } from '../bare-form';
import { found } from '../found';
import type { Found } from '../found';
import { symbolOf } from '../number-symbol';
import { toneForm } from '../tone-form';
import { motto, partyHead } from './header';
import type { Header } from './header';
import { authorityPrefix, bareHeads, bareSubordinates, isCapitals, startsWithOne, vocabulary } from './vocabulary';

const { agencySymbols, centralAgencies, provinces } = vocabulary;

interface Piece {
  readonly text: string;
  readonly bare: string;
  readonly start: number;
  readonly end: number;
}

interface Agencies {
  readonly agency: Found<string> | null;
  readonly parent: Found<string> | null;
  /** a letterhead stands there, though its name may be illegible */
  readonly headed: boolean;
}

const dangling = /(?:[-,&]|\b(?:va|cua|va cac|tai|thuoc))$/;
const regionSplit = /\b(?:va|cua|tai|thuoc|-|,)$/;
/** Lines that a signing program or a scanner prints above the letterhead. */
const signingNote = /^(?:\S{1,4} )?(?:k[yi] boi|nguoi ky|ngay ky|thoi gian ky|co quan ?:?|dia chi|email|thon|gio ky|subject|from|to(?! chuc)|date|cc)\b/;

/** Letterheads that came through HTML or a note in another language are not always in capitals. */
const plainHead = /^(?:bo|tong cuc|cuc|so|uy ban nhan dan|ubnd|truong|ministry|department|people's committee|socialist) [a-z]/;

const stampBehind = new RegExp(` (?:${[...vocabulary.urgencyStamps, ...vocabulary.secrecyStamps].filter((stamp) => stamp.includes(' ')).map(toneForm).join('|')})$`, 'u');

const squeeze = (bare: string): string => bare.replaceAll(/[^a-z]/g, '');
const canonical = new Map<string, string>();
for (const name of centralAgencies) canonical.set(squeeze(bareForm(name)), name);
for (const province of provinces) {
  for (const head of ['ỦY BAN NHÂN DÂN', 'HỘI ĐỒNG NHÂN DÂN']) {
    for (const kind of ['TỈNH', 'THÀNH PHỐ']) {
      const name = `${head} ${kind} ${province.toUpperCase()}`;
      canonical.set(squeeze(bareForm(name)), name);
    }
  }
}

const wordCount = (text: string): number => text.split(' ').length;

/** Puts back what a scan lost, only when all letters agree; a printed "UỶ" stays as it is. */
function repaired(printed: string): string {
  const known = canonical.get(squeeze(bareForm(printed)));
  if (known === undefined || known === printed) return printed;
  const marks = (value: string): number => value.normalize('NFD').replaceAll(/[^\u0300-\u036fĐđ]/g, '').length;
  return marks(printed) < marks(known) || wordCount(printed) > wordCount(known) + 1 ? known : printed;
}

/** The left column: what stands beside or around Quốc hiệu, above number, date and type. */
function letterheadPieces(text: PreparedText, header: Header): readonly Piece[] {
  const stops = [header.numberLine, header.dateLine, header.subjectLine, header.typeLine?.line ?? null, header.addresseeLine]
    .filter((line) => line !== null);
  const stop = Math.min(...stops, header.bodyLine, 30);
  const pieces: Piece[] = [];
  // Two columns read as one line put the issuer before place and date.
  const beside = stop === header.dateLine && stop !== header.numberLine && header.place !== null ? stop : -1;
  for (let index = 0; index < stop || index === beside; index += 1) {
    const line = text.lines[index];
    if (line === undefined || line.bare.length > 300) continue;
    if (signingNote.test(line.bare)) continue;
    const right = motto.exec(line.bare) ?? partyHead.exec(line.bare);
    let end = line.end;
    if (right !== null) end = line.start + right.index;
    if (index === beside && header.place !== null) end = header.place.start;
    const ruled = /\s?[-–—_~]{2}/.exec(text.text.slice(line.start, end));
    if (ruled !== null && ruled.index > 0) end = line.start + ruled.index;
    if (/==|[<>|{}]/.test(text.text.slice(line.start, end))) continue;
    let start = line.start;
    while (start < end && !/[\p{L}]/u.test(text.text.charAt(start))) start += 1;
    while (end > start && !/[\p{L}\d.,)&-]/u.test(text.text.charAt(end - 1))) end -= 1;
    const stamp = / (?:toc|khan|mat|gio)$/.test(text.bare.slice(start, end)) ? stampBehind.exec(toneForm(text.text.slice(start, end))) : null;
    if (stamp !== null) end = start + stamp.index;
    const printed = text.text.slice(start, end);
    const bare = text.bare.slice(start, end);
    const plain = index < 6 && header.numberLine !== null && printed.length < 90 && plainHead.test(bare);
    if (printed.length < 2 || !isCapitals(printed) && !plain) continue;
    if (index === beside && startsWithOne(bare, bareHeads) === null) continue;
    if (/^(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao|ban sao|sao y|sao luc|trich sao|luu hanh noi bo)\b/.test(bare)) continue;
    // the mark of an electronic copy ends with the time it was signed
    if (/\d[t ]\d{1,2}:\d{2}/.test(line.bare)) continue;
    pieces.push({ text: printed, bare, start, end });
  }
  return pieces;
}

const subordinates = bareSubordinates.map((word) => ({ word, inside: ` ${word} ` }));

/** "BỘ TÀI CHÍNH TỔNG CỤC THUẾ": a second body begins on the same line. */
function splitOnLine(piece: Piece): readonly Piece[] {
  const head = /^(?:bo |uy ban nhan dan |ubnd |so |tong cuc |cuc |cong an )/.exec(piece.bare);
  if (head === null) return [piece];
  for (const { word, inside } of subordinates) {
    const at = piece.bare.indexOf(inside, head[0].length + 2);
    if (at < 0) continue;
    const before = piece.bare.slice(0, at);
    if (regionSplit.test(before) || word === 'truong' && /\bmoi$/.test(before) || word === 'so' && /\bco$/.test(before)) continue;
    const cut = piece.start + at;
    return [
      { text: piece.text.slice(0, at), bare: before, start: piece.start, end: cut },
      { text: piece.text.slice(at + 1), bare: piece.bare.slice(at + 1), start: cut + 1, end: piece.end },
    ];
  }
  return [piece];
}

/** A head word alone names nobody: "BỘ", "VĂN PHÒNG"; its name stands on the next line. */
const incomplete = (bare: string): boolean =>
  bareHeads.includes(bare) && !/^(?:chinh phu|quoc hoi|chu tich nuoc|bo chinh tri|ban bi thu)$/.test(bare)
  || /^(?:uy ban|hoi dong|thanh tra|van phong|ban chap hanh)$/.test(bare);

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const bodies: Piece[] = [];
  for (const piece of pieces.flatMap(splitOnLine)) {
    const before = bodies.at(-1);
    const begins = startsWithOne(piece.bare, bareHeads) !== null && authorityPrefix(piece.bare) === null;
    if (before !== undefined && (!begins || incomplete(before.bare) || dangling.test(before.bare))) {
      bodies[bodies.length - 1] = {
        text: `${before.text} ${piece.text}`, bare: `${before.bare} ${piece.bare}`, start: before.start, end: piece.end,
      };
    } else if (begins || before === undefined) bodies.push(piece);
  }
  return bodies;
}

/** "Sở GD&ĐT đã có văn bản …": the name a letter without letterhead uses for its own author. */
function selfDesignation(text: PreparedText, header: Header): Found<string> | null {
  const symbol = header.number === null ? null : symbolOf(header.number.value);
  if (symbol === null) return null;
  const groups = symbol.split(/[-/]/);
  const council = groups.find((group) => group === 'UBND' || group === 'HĐND');
  if (council !== undefined && header.place !== null) {
    const place = bareForm(header.place.value).replace(/^(?:thanh pho|tp\.?) /, '');
    const names = council === 'UBND' ? ['uy ban nhan dan', 'ubnd'] : ['hoi dong nhan dan', 'hdnd'];
    for (const name of names.flatMap((head) => ['tinh', 'thanh pho', 'tp.', 'tp'].map((kind) => `${head} ${kind} ${place}`))) {
      const at = text.bare.indexOf(name);
      if (at >= 0) return found(text.text.slice(at, at + name.length), at, at + name.length, 'self-designation', 0.65);
    }
  }
  const known = agencySymbols.find(([abbreviation]) => groups.includes(abbreviation));
  if (known !== undefined && /[a-zà-ỹ]/u.test(known[1])) {
    const at = text.text.indexOf(known[1], text.lines[header.bodyLine]?.start ?? 0);
    if (at >= 0) return found(known[1], at, at + known[1].length, 'self-designation', 0.6);
  }
  // Otherwise the phrase that acts in the first person: "…, Sở Y tế đề nghị", agreeing with the symbol.
  const pattern = /(?:^|[.,;\n] ?|do do,? )((?:bo|so|cuc|chi cuc|tong cuc|ubnd|uy ban nhan dan|van phong|phong|truong|ban|trung tam) [a-z&\- ]{1,60}?) (?:de nghi|yeu cau|thong bao|tran trong|co y kien|huong dan|kinh moi|da co van ban)/g;
  for (const match of text.bare.matchAll(pattern)) {
    const name = match[1] ?? '';
    if (/ (?:ban hanh|quyet dinh|theo|cho|cua|da|duoc|phan cap|thuc hien|va cac) /.test(name)) continue;
    const initials = name.split(/[ -]+/).map((word) => word.charAt(0)).join('');
    const wanted = groups.map((group) => bareForm(group).replaceAll('&', ''));
    if (!wanted.some((abbreviation) => abbreviation.length >= 2 && initials.startsWith(abbreviation.slice(0, 3)))) continue;
    const start = match.index + match[0].indexOf(name);
    return found(text.text.slice(start, start + name.length).replaceAll('\n', ' '), start, start + name.length, 'self-designation', 0.55);
  }
  if (known === undefined) return null;
  const number = header.number;
  return number === null ? null : found(known[1], number.start, number.end, 'number-symbol', 0.4);
}

/** A scan without diacritics in which Q stands without U names no body: nothing readable is better than noise. */
const isGarbled = (name: string): boolean => /q(?!u)/i.test(name) && !/[\u0300-\u036fđĐ]/.test(name.normalize('NFD'));

/** Issuer and its superior (box 2); the issuer is the lower one. */
export function readAgencies(text: PreparedText, header: Header): Agencies {
  const bodies = joined(letterheadPieces(text, header));
  const issuer = bodies.at(-1);
  if (issuer === undefined) return { agency: selfDesignation(text, header), parent: null, headed: false };
  const name = repaired(issuer.text);
  if (isGarbled(name)) return { agency: null, parent: null, headed: true };
  const parent = bodies.at(-2);
  const sure = startsWithOne(issuer.bare, bareHeads) !== null;
  return {
    headed: true,
    agency: found(name, issuer.start, issuer.end, 'letterhead', sure ? 0.95 : 0.65),
    parent: parent === undefined ? null : found(repaired(parent.text), parent.start, parent.end, 'letterhead-superior', 0.9),
  };
}
