import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { limits } from '../base/limits';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;

const silent = new Set([
  'script', 'style', 'head', 'title', 'template', 'noscript', 'iframe', 'object', 'embed', 'applet', 'svg', 'math', 'audio', 'video', 'canvas', 'select', 'textarea',
  'datalist', 'noframes', 'frameset',
]);

const block = new Set([
  'address', 'article', 'aside', 'blockquote', 'body', 'center', 'dd', 'details', 'dir', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1',
  'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'legend', 'li', 'main', 'menu', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th',
  'thead', 'tr', 'ul',
]);

/** Gathers text as a page would flow it: blanks collapse, blocks begin lines. */
class Lines {
  private readonly lines: string[] = [];
  private line = '';

  text(value: string, preserved: boolean): void {
    if (preserved) {
      const pieces = value.replace(/\r\n?/g, '\n').split('\n');
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) this.end();
        this.line += piece;
      }
      return;
    }
    const collapsed = value.replace(/[ \t\n\r\f]+/g, ' ');
    this.line += this.line === '' || this.line.endsWith(' ') ? collapsed.replace(/^ /, '') : collapsed;
  }

  /** begins a new line where the current one holds something */
  fresh(): void {
    if (this.line.trim() !== '') this.end();
    else this.line = '';
  }

  end(): void {
    this.lines.push(this.line.replace(/(?<! ) +$/, ''));
    this.line = '';
  }

  done(): string {
    this.fresh();
    return this.lines.join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|(?<!\n)\n+$/g, '');
  }
}

/** Text a reader cannot see must not be recognised: it would let a sender show one number and file another. */
function isHidden(element: Element): boolean {
  for (const attribute of element.attrs) {
    if (attribute.name === 'hidden') return true;
    if (attribute.name === 'style' && /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all)/i.test(attribute.value.replace(/\/\*.{0,2000}?\*\//gs, ''))) {
      return true;
    }
  }
  return false;
}

function walk(node: Node, lines: Lines, depth: number, preserved: boolean): void {
  if (depth > limits.htmlDepth) return;
  if (node.nodeName === '#text' && 'value' in node) {
    lines.text(node.value.replace(/\u00a0/g, ' '), preserved);
    return;
  }
  if (!('childNodes' in node)) return;
  if ('tagName' in node) {
    if (silent.has(node.tagName) || isHidden(node)) return;
    if (node.tagName === 'br') {
      lines.end();
      return;
    }
    if (block.has(node.tagName)) {
      lines.fresh();
      for (const child of node.childNodes) walk(child, lines, depth + 1, preserved || node.tagName === 'pre');
      lines.fresh();
      // a paragraph is followed by an empty line, so that recognition sees paragraphs end
      if (node.tagName === 'p') lines.end();
      return;
    }
  }
  for (const child of node.childNodes) walk(child, lines, depth + 1, preserved);
}

const tag = /<(\/?)([a-z][a-z0-9]*)/gi;
const without = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/**
 * An end tag that matches nothing makes a parser look through every open element: a few megabytes of tags could hold the
 * worker for minutes. Open elements summed over all tags is the work it may have to do.
 */
function tooCostly(html: string): boolean {
  let open = 0;
  let deepest = 0;
  let cost = 0;
  for (const match of html.matchAll(tag)) {
    if (without.test(match[2] ?? '')) continue;
    open = match[1] === '/' ? Math.max(0, open - 1) : open + 1;
    // end tags that match nothing must not make the nesting look shallow
    deepest = Math.max(deepest, open);
    cost += deepest;
    if (cost > limits.htmlParseSteps) return true;
  }
  return false;
}

/**
 * Text of an HTML body as lines: blocks and table cells begin lines, scripts, styles and hidden elements are left out,
 * entities decoded, NFC. Input is cut at limits.recogniseChars × 8, nesting at limits.htmlDepth; a body made to be costly gives ''. Never throws.
 */
export function htmlToText(html: string): string {
  const lines = new Lines();
  const bounded = html.slice(0, limits.recogniseChars * 8);
  if (tooCostly(bounded)) return '';
  walk(parse(bounded), lines, 0, false);
  return lines.done().slice(0, limits.recogniseChars).normalize('NFC');
}
