import DOMPurify from 'dompurify';
import { harmlessStyle, imageSource, shownAddress } from './letter-html-rules';

export interface CleanLetter {
  readonly fragment: DocumentFragment;
  /** addresses of links, in order, each once */
  readonly links: readonly string[];
  /** content ids of pictures that are to be filled from the letter */
  readonly pictures: readonly string[];
  /** pictures and other things that would have been fetched from elsewhere */
  readonly refused: number;
}

const tags = [
  'a', 'abbr', 'address', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em',
  'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'li', 'ol', 'p', 'pre', 'q', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table',
  'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'wbr',
];
const attributes = [
  'align', 'alt', 'bgcolor', 'border', 'cellpadding', 'cellspacing', 'color', 'colspan', 'dir', 'face', 'height', 'href', 'lang', 'rowspan', 'size', 'span',
  'src', 'start', 'style', 'title', 'type', 'valign', 'width',
];

/** known schemes, or a value that has none; what a link or picture may really point at is settled below */
const addresses = /^(?:(?:https?|mailto|cid):|data:image\/|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i;

/** attribute that carries a content id until the picture is read from the letter */
export const pictureAttribute = 'data-picture';

/**
 * The HTML of a letter made harmless: DOMPurify with a closed list of elements, then our own pass. Links become text with
 * their address beside them (a label may lie about where it leads); styles keep harmless declarations only; nothing is
 * fetched. Parsed in an inert document, so that no picture starts to load on the way, and in the realm of the frame, whose
 * policy (unlike the application's) lets a letter carry style attributes.
 */
export function cleanHtml(html: string, realm: Window & typeof globalThis): CleanLetter {
  const purify = DOMPurify(realm);
  const fragment = purify.sanitize(html, {
    ALLOWED_TAGS: tags, ALLOWED_ATTR: attributes, ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false, KEEP_CONTENT: true,
    FORBID_CONTENTS: ['style', 'script', 'svg', 'math', 'template', 'noscript', 'head', 'title', 'iframe', 'object', 'audio', 'video'],
    ALLOWED_URI_REGEXP: addresses, RETURN_DOM_FRAGMENT: true,
  });
  const seen = { links: new Set<string>(), pictures: new Set<string>(), refused: 0 };
  for (const element of fragment.querySelectorAll('*')) {
    const style = element.getAttribute('style');
    if (style !== null) setOrRemove(element, 'style', harmlessStyle(style));
    if (element.tagName !== 'IMG') element.removeAttribute('src');
  }
  for (const image of fragment.querySelectorAll('img')) settlePicture(image, seen);
  for (const link of fragment.querySelectorAll('a')) settleLink(link, seen.links);
  return { fragment, links: [...seen.links], pictures: [...seen.pictures], refused: seen.refused };
}

function setOrRemove(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function settlePicture(image: HTMLImageElement, seen: { readonly pictures: Set<string>; refused: number }): void {
  const source = imageSource(image.getAttribute('src') ?? '');
  if (source === null) {
    seen.refused += 1;
    image.replaceWith(image.alt === '' ? '' : `[${image.alt}]`);
    return;
  }
  if (source.kind === 'data') return;
  image.removeAttribute('src');
  image.setAttribute(pictureAttribute, source.value);
  seen.pictures.add(source.value);
}

function settleLink(link: HTMLAnchorElement, links: Set<string>): void {
  const address = shownAddress(link.getAttribute('href') ?? '');
  const text = link.ownerDocument.createElement('span');
  text.append(...link.childNodes);
  if (address !== null) {
    links.add(address);
    text.className = 'link';
    if (text.textContent.trim() !== address) {
      const shown = link.ownerDocument.createElement('span');
      shown.className = 'address';
      shown.textContent = ` ‹${address}›`;
      text.append(shown);
    }
  }
  link.replaceWith(text);
}
