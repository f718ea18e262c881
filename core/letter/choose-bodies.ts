import type { LetterPart } from '../model/letter';
import { isSignatureType } from './is-opaque-mail';

export interface BodyChoice {
  readonly text: LetterPart | null;
  readonly html: LetterPart | null;
  /** everything a reader would list beside the text, in order */
  readonly attachments: readonly { readonly part: LetterPart; readonly inline: boolean }[];
}

interface Choice {
  text: LetterPart | null;
  html: LetterPart | null;
  readonly attachments: { part: LetterPart; inline: boolean }[];
}

/**
 * What a mail reader shows of a structure. One text and one HTML form of the same body at most: further text parts are
 * listed as attachments, so that words cannot be slipped in beside the part a signature covers.
 */
export function chooseBodies(root: LetterPart): BodyChoice {
  const choice: Choice = { text: null, html: null, attachments: [] };
  visit(root, choice, 'body');
  return choice;
}

type Place = 'body' | 'beside';

function visit(part: LetterPart, choice: Choice, place: Place): void {
  if (part.contentType.startsWith('multipart/') && part.children.length > 0) {
    visitMultipart(part, choice, place);
    return;
  }
  if (place === 'body' && isBody(part) && choice.text === null && choice.html === null) {
    if (part.contentType === 'text/html') choice.html = part;
    else choice.text = part;
    return;
  }
  if (part.contentType.startsWith('multipart/') && part.end - part.bodyStart === 0) return;
  choice.attachments.push({ part, inline: part.disposition === 'inline' || part.contentId !== null });
}

function isBody(part: LetterPart): boolean {
  if (part.disposition === 'attachment') return false;
  // a multipart whose delimiters were never found is shown as the text it still is
  return part.contentType === 'text/plain' || part.contentType === 'text/html' || part.contentType.startsWith('multipart/') || isOtherText(part);
}

function isOtherText(part: LetterPart): boolean {
  return /^text\/(enriched|richtext|x-amp-html|markdown|x-markdown)$/.test(part.contentType) && part.filename === null;
}

function visitMultipart(part: LetterPart, choice: Choice, place: Place): void {
  switch (part.contentType) {
    case 'multipart/alternative':
      visitAlternative(part, choice, place);
      return;
    case 'multipart/related': {
      const start = part.params['start']?.replace(/^<|>$/g, '');
      const root = part.children.find((child) => start !== undefined && child.contentId === start) ?? part.children[0];
      for (const child of part.children) {
        if (child === root) visit(child, choice, place);
        else choice.attachments.push(...leavesOf(child).map((leaf) => ({ part: leaf, inline: leaf.disposition !== 'attachment' })));
      }
      return;
    }
    case 'multipart/signed': {
      const [content, ...others] = part.children;
      if (content !== undefined) visit(content, choice, place);
      // the signature itself is spoken of by the verdict, not listed
      for (const other of others) if (!isSignatureType(other.contentType)) visit(other, choice, 'beside');
      return;
    }
    default:
      for (const child of part.children) visit(child, choice, place);
  }
}

/** The forms of one body: the first text and the first HTML, wherever they are nested; the rest are attachments. */
function visitAlternative(part: LetterPart, choice: Choice, place: Place): void {
  if (place === 'beside' || choice.text !== null || choice.html !== null) {
    for (const child of part.children) visit(child, choice, 'beside');
    return;
  }
  let text: LetterPart | null = null;
  let html: LetterPart | null = null;
  for (const child of part.children) {
    const own: Choice = { text: null, html: null, attachments: [] };
    visit(child, own, 'body');
    choice.attachments.push(...own.attachments);
    if (own.text !== null) {
      if (text === null) text = own.text;
      else choice.attachments.push({ part: own.text, inline: true });
    }
    if (own.html !== null) {
      if (html === null) html = own.html;
      else choice.attachments.push({ part: own.html, inline: true });
    }
  }
  choice.text = text;
  choice.html = html;
}

function leavesOf(part: LetterPart): readonly LetterPart[] {
  return part.contentType.startsWith('multipart/') && part.children.length > 0 ? part.children.flatMap(leavesOf) : [part];
}
