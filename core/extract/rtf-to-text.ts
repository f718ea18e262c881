import { limits } from '../base/limits';
import { fontNote, readFontText, textOfFont } from '../letter/font-encoding';
import { encodingOfFont } from '../letter/font-tables';
import type { FontEncoding } from '../letter/font-tables';
import { latin1Of } from '../letter/latin1';
import type { Problem } from '../model/letter';
import { charsetName, codePageName } from './rtf-codepages';
import { rtfTokens } from './rtf-tokens';
import type { RtfToken } from './rtf-tokens';

export interface RtfText {
  /** paragraphs and table rows as lines, cells divided by tabs, NFC */
  readonly text: string;
  readonly problems: readonly Problem[];
}

interface Font {
  name: string;
  charset: string;
}

interface Group {
  /** what stands here is not shown: pictures, properties, instructions of fields */
  skip: boolean;
  /** inside the font table: text is the name of a font */
  readonly fonts: boolean;
  font: number;
  hidden: boolean;
  /** characters after \uN that say the same for older readers */
  fallback: number;
}

/** Destinations without text of the document (RTF 1.9.1, appendix B), beside all that begin with \*. */
const unseen = new Set(
  ('colortbl stylesheet info pict object objdata fldinst header headerl headerr headerf footer footerl footerr footerf footnote listtable listoverridetable revtbl rsidtbl ' +
    'filetbl themedata colorschememapping latentstyles datastore xmlnstbl generator sp bkmkstart bkmkend nonshppict template listtext pntext annotation atnid atnauthor mmathPr').split(' '),
);

const lineWords = ['par', 'line', 'sect', 'page', 'column', 'row', 'nestrow', 'softline', 'softpage'] as const;
const wordText: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'], ['cell', '\t'], ['nestcell', '\t'], ['emdash', '—'], ['endash', '–'], ['lquote', '‘'], ['rquote', '’'], ['ldblquote', '“'], ['rdblquote', '”'], ['bullet', '•'],
  ['emspace', ' '], ['enspace', ' '], ['qmspace', ' '], ...lineWords.map((word) => [word, '\n'] as const),
]);
const symbolText: Readonly<Record<string, string>> = { '\\': '\\', '{': '{', '}': '}', '~': ' ', _: '-', '\n': '\n', '\r': '\n' };

class RtfReader {
  private readonly groups: Group[] = [];
  private group: Group = { skip: false, fonts: false, font: -1, hidden: false, fallback: 1 };
  /** groups beyond limits.rtfDepth, which share the last one */
  private deeper = 0;
  private readonly fonts = new Map<number, Font>();
  private page = 'windows-1252';
  private defaultFont = 0;
  private defining = -1;
  private starred = false;
  private toSkip = 0;
  private readonly pieces: string[] = [];
  private size = 0;
  /** text of one font that waits for its end, and its bytes that wait for a decoder */
  private pending = '';
  private pendingBytes: number[] = [];
  readonly encodings = new Set<FontEncoding>();
  full = false;

  constructor(private readonly bytes: Uint8Array) {}

  read(): string {
    for (const token of rtfTokens(this.bytes)) {
      this.take(token);
      if (this.full) break;
    }
    this.flush();
    return this.pieces.join('');
  }

  private take(token: RtfToken): void {
    const starred = this.starred;
    this.starred = false;
    switch (token.kind) {
      case 'open':
        this.toSkip = 0;
        if (this.groups.length >= limits.rtfDepth) this.deeper++;
        else {
          this.groups.push(this.group);
          this.group = { ...this.group };
        }
        return;
      case 'close':
        this.close();
        return;
      case 'byte':
        this.addBytes([token.value]);
        return;
      case 'bytes':
        this.addBytes(this.bytes.subarray(token.from, token.to));
        return;
      case 'symbol':
        if (token.name === '*') this.starred = true;
        else this.addText(symbolText[token.name] ?? '');
        return;
      case 'word':
        this.takeWord(token.name, token.value, starred);
    }
  }

  private close(): void {
    this.toSkip = 0;
    if (this.deeper > 0) this.deeper--;
    else {
      this.flush();
      this.group = this.groups.pop() ?? this.group;
    }
  }

  private takeWord(name: string, value: number | null, starred: boolean): void {
    // the shape of a text box is unknown to old readers and therefore starred; its text is not
    if ((starred && name !== 'shpinst') || unseen.has(name)) {
      this.group.skip = true;
      return;
    }
    if (name === 'u') {
      const code = (value ?? 0) & 0xffff;
      this.toSkip = 0;
      // a number of a symbol font is what was typed, in the private use area
      this.addText(code === 0 ? '' : String.fromCharCode(code));
      this.toSkip = this.group.fallback;
      return;
    }
    const text = wordText.get(name);
    if (text === undefined) this.takeProperty(name, value);
    else this.addText(text);
  }

  private takeProperty(name: string, value: number | null): void {
    switch (name) {
      case 'fonttbl':
        this.group = { ...this.group, fonts: true };
        return;
      case 'f':
        if (this.group.fonts) {
          this.defining = value ?? 0;
          if (this.fonts.size < limits.rtfFonts) this.fonts.set(this.defining, { name: '', charset: '' });
        } else this.setFont(value ?? 0);
        return;
      case 'fcharset': {
        const font = this.fonts.get(this.defining);
        if (this.group.fonts && font !== undefined) font.charset = charsetName(value ?? 0, '');
        return;
      }
      case 'ansicpg':
        this.page = codePageName(value ?? 1252);
        return;
      case 'mac':
        this.page = 'macintosh';
        return;
      case 'deff':
        this.defaultFont = value ?? 0;
        return;
      case 'plain':
        this.setFont(-1);
        this.group.hidden = false;
        return;
      case 'v':
      case 'deleted':
        this.flush();
        this.group.hidden = value !== 0;
        return;
      case 'uc':
        this.group.fallback = Math.min(Math.max(value ?? 1, 0), 16);
        return;
      default:
    }
  }

  private setFont(font: number): void {
    if (font !== this.group.font) this.flush();
    this.group.font = font;
  }

  private fontNow(): Font | undefined {
    return this.fonts.get(this.group.font === -1 ? this.defaultFont : this.group.font);
  }

  private addBytes(bytes: ArrayLike<number>): void {
    const skipped = Math.min(this.toSkip, bytes.length);
    this.toSkip -= skipped;
    if (this.group.skip || this.group.hidden) return;
    if (this.group.fonts) {
      const font = this.fonts.get(this.defining);
      for (let at = 0; at < bytes.length && font !== undefined && font.name.length < 100; at++) if (bytes[at] !== 0x3b) font.name += String.fromCharCode(bytes[at] ?? 0);
      return;
    }
    for (let at = skipped; at < bytes.length; at++) this.pendingBytes.push(bytes[at] ?? 0);
    if (this.pendingBytes.length > 65_536) this.flush();
  }

  private addText(text: string): void {
    if (this.toSkip > 0 && text !== '') {
      this.toSkip--;
      return;
    }
    if (this.group.skip || this.group.fonts || this.group.hidden) return;
    this.decodePending();
    this.pending += text;
  }

  private decodePending(): void {
    if (this.pendingBytes.length === 0) return;
    const font = this.fontNow();
    const bytes = Uint8Array.from(this.pendingBytes);
    this.pendingBytes = [];
    const charset = font === undefined || font.charset === '' ? this.page : font.charset;
    this.pending += encodingOfFont(font?.name ?? '') === null ? new TextDecoder(charset).decode(bytes) : latin1Of(bytes);
  }

  /** Ends a stretch of one font. */
  private flush(): void {
    this.decodePending();
    if (this.pending === '') return;
    const { text, encoding } = textOfFont(this.pending, this.fontNow()?.name ?? null);
    this.pending = '';
    if (encoding !== null) this.encodings.add(encoding);
    this.pieces.push(text);
    this.size += text.length;
    this.full = this.size > limits.recogniseChars;
  }
}

/**
 * Text of RTF as a reader sees it: charsets by document and font, old Vietnamese fonts converted, hidden text, pictures and properties left out.
 * Reads on over whatever is malformed; at most limits.recogniseChars characters. Never throws.
 */
export function rtfToText(bytes: Uint8Array): RtfText {
  const reader = new RtfReader(bytes.subarray(0, limits.attachmentBytes));
  const read = reader.read().replace(/\0/g, '').split('\n').map((line) => line.trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim().normalize('NFC');
  const rest = readFontText(read);
  if (rest.encoding !== null) reader.encodings.add(rest.encoding);
  const problems: Problem[] = [...reader.encodings].map((encoding) => ({ code: fontNote(encoding) }));
  if (reader.full) problems.push({ code: 'textTruncated' });
  return { text: rest.text.slice(0, limits.recogniseChars), problems };
}
