/** Properties that a letter may style itself with; nothing that loads, overlays, moves out of the frame or reacts. */
const allowed: ReadonlySet<string> = new Set([
  'background-color', 'border', 'border-bottom', 'border-bottom-color', 'border-bottom-style', 'border-bottom-width', 'border-collapse', 'border-color',
  'border-left', 'border-left-color', 'border-left-style', 'border-left-width', 'border-right', 'border-right-color', 'border-right-style',
  'border-right-width', 'border-spacing', 'border-style', 'border-top', 'border-top-color', 'border-top-style', 'border-top-width', 'border-width',
  'color', 'direction', 'display', 'font-family', 'font-size', 'font-style', 'font-weight', 'height', 'letter-spacing', 'line-height',
  'list-style-type', 'margin', 'margin-bottom', 'margin-left', 'margin-right', 'margin-top', 'max-width', 'padding', 'padding-bottom',
  'padding-left', 'padding-right', 'padding-top', 'text-align', 'text-decoration', 'text-indent', 'text-transform', 'vertical-align',
  'white-space', 'width', 'word-break', 'overflow-wrap',
]);

/**
 * One inline style attribute reduced to harmless declarations. `url()`, `image-set()`, `var()`, `expression()` and every escape
 * are dropped with their declaration: the frame has no network, but a letter must not even try.
 */
export function harmlessStyle(style: string): string {
  return style
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(';')
    .map((declaration) => declaration.trim())
    .filter(isHarmless)
    .join('; ');
}

function isHarmless(declaration: string): boolean {
  const colon = declaration.indexOf(':');
  if (colon < 1) return false;
  const name = declaration.slice(0, colon).trim().toLowerCase();
  const value = declaration.slice(colon + 1).trim().toLowerCase();
  if (!allowed.has(name) || value === '' || /[\\<>@{}]/.test(value)) return false;
  if (name === 'display' && !/^(block|inline|inline-block|table|table-row|table-cell|list-item)$/.test(value)) return false;
  // a function may only mix a colour or compute a length
  return !/[a-z-]+\(/.test(value.replace(/\b(rgba?|hsla?|calc)\(/g, ''));
}

/** Pictures come from the letter itself, by content id or as data; any other source is refused. */
export function imageSource(source: string): { readonly kind: 'data' | 'cid'; readonly value: string } | null {
  const trimmed = source.trim();
  const cid = /^cid:(.+)$/i.exec(trimmed);
  if (cid?.[1] !== undefined) return { kind: 'cid', value: cid[1] };
  return /^data:image\/(png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]+$/i.test(trimmed) ? { kind: 'data', value: trimmed } : null;
}

/** The address of a link as it is shown; null where there is none to show. */
export function shownAddress(href: string): string | null {
  const trimmed = href.trim();
  if (/^https?:\/\//i.test(trimmed)) return trimmed;
  return /^mailto:/i.test(trimmed) ? trimmed.slice('mailto:'.length).split('?')[0] ?? null : null;
}
