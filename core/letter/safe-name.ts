const fallbackExtensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf', 'message/rfc822': 'eml', 'text/plain': 'txt', 'text/html': 'html', 'text/calendar': 'ics', 'image/png': 'png', 'image/jpeg': 'jpg',
  'image/gif': 'gif', 'image/tiff': 'tif', 'application/zip': 'zip', 'application/msword': 'doc', 'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/pkcs7-mime': 'p7m', 'application/x-pkcs7-mime': 'p7m', 'application/pkcs7-signature': 'p7s', 'application/x-pkcs7-signature': 'p7s',
};

/** Longest name, in UTF-8 bytes: file systems end at 255, and a counter must still fit. */
const longest = 200;

/** Characters of a name as given that are looked at; later patterns are quadratic on long runs of blanks. */
const longestGiven = 2000;

/**
 * Controls; bidi marks, embeddings and isolates (a name `cv\u202Efdp.exe` would be shown as `cvexe.pdf`); zero-width
 * and other invisible characters; line separators; lone surrogates. The joiners U+200C and U+200D go too: neither
 * Vietnamese nor Thai needs them.
 */
const unshowable = /[\p{Cc}\p{Cs}\p{Co}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu;

/** Name without what cannot be seen (U+FEFF among it, which counts as white space and has no width), NFC; still with path characters. For showing and for deciding, not for disk. */
export function visibleName(name: string): string {
  return name.slice(0, longestGiven).normalize('NFC').replace(/[^\S\ufeff]/gu, ' ').replace(unshowable, '');
}

function cutTo(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  let cut = '';
  let size = 0;
  for (const character of text) {
    size += encoder.encode(character).length;
    if (size > bytes) break;
    cut += character;
  }
  return cut;
}

/**
 * A file name that can be shown and written on any system: no control, bidi or invisible characters, no path, no
 * reserved device name, no leading or trailing dots and blanks, NFC. Slashes inside become hyphens, because numbers
 * such as `36/2013/QĐ-UBND` are part of names. Never empty.
 */
export function safeName(name: string | null, contentType: string): string {
  const visible = visibleName(name ?? '');
  // a backslash is only ever a Windows path: what the sender's own folders are called is nobody's business
  const last = visible.slice(visible.lastIndexOf('\\') + 1);
  const plain = last.split('/').map((piece) => piece.trim()).join('-')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s.\-]+(?=.)/, '')
    .replace(/(?<![\s.])[\s.]+$/, '');
  if (plain === '' || plain === '-') return `tep-dinh-kem.${fallbackExtensions[contentType] ?? 'bin'}`;
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : '';
  const stem = cutTo(extension === '' ? plain : plain.slice(0, dot), longest - extension.length);
  const guarded = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i.test(stem.split('.')[0]?.trim() ?? '') ? `_${stem}` : stem;
  return `${guarded}${extension}`.replace(/(?<![\s.])[\s.]+$/, '');
}
