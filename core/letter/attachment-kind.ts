import { sniffContent } from './sniff-content';
import type { SniffedContent } from './sniff-content';
import { visibleName } from './safe-name';

/** Why an attachment may be opened or only saved; i18n key below `attachment.why.`. Closed. */
export type AttachmentWhy =
  | 'document' | 'image' | 'text' | 'letter' | 'sheet' | 'slides'
  | 'program' | 'script' | 'shortcut' | 'doubleExtension' | 'hiddenCharacters' | 'macro' | 'legacyOffice' | 'diskImage' | 'installer'
  | 'webPage' | 'archive' | 'contentDiffers' | 'certificate' | 'encrypted' | 'unknown';

export interface AttachmentDecision {
  readonly kind: 'open' | 'saveOnly';
  readonly why: AttachmentWhy;
}

/** Extensions that run, install, mount, redirect or carry script. By why, because the sentence differs. */
const dangerous: Readonly<Record<string, AttachmentWhy>> = {
  ...each('program', 'exe com scr pif cpl dll sys drv ocx bin elf run so dylib app command out gadget jar jnlp class apk ipa xbap application appref-ms deskthemepack'),
  ...each('script', 'bat cmd js jse mjs vbs vbe vb wsf wsh wsc ws sct ps1 ps1xml ps2 psc1 psm1 msh msh1 msh2 sh bash zsh csh ksh fish py pyc pyw pyz pl rb php lua tcl reg inf hta ahk au3 applescript scpt workflow r'),
  ...each('shortcut', 'lnk url website desktop webloc scf library-ms searchconnector-ms search-ms settingcontent-ms theme themepack rdp ica contact inetloc fileloc'),
  ...each('installer', 'msi msp mst msix msixbundle appx appxbundle appinstaller deb rpm pkg dmg snap flatpak xpi crx vsix cab'),
  ...each('diskImage', 'iso img vhd vhdx vmdk vdi udf daa nrg toast wim'),
  ...each('macro', 'docm dotm xlsm xltm xlam xla xll pptm potm ppam ppsm sldm xlsb accdb accde accda adp ade mdb mde mda mdw ppa iqy oqy dqy rqy slk wiz dot xlt pot odb one onepkg pub mht mhtml'),
  ...each('webPage', 'html htm xhtml xht shtml svg svgz xml xsl xslt chm hlp swf wasm'),
  ...each('archive', 'zip rar 7z gz tgz tar bz2 tbz xz txz z lz lzh lha arj ace zst cpio'),
};

function each(why: AttachmentWhy, extensions: string): Readonly<Record<string, AttachmentWhy>> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, why]));
}

/** What may be opened, with the content it must then have. */
const openable: Readonly<Record<string, { readonly content: readonly SniffedContent[]; readonly why: AttachmentWhy }>> = {
  pdf: { content: ['pdf'], why: 'document' },
  docx: { content: ['ooxml'], why: 'document' }, xlsx: { content: ['ooxml'], why: 'sheet' }, pptx: { content: ['ooxml'], why: 'slides' },
  odt: { content: ['odf'], why: 'document' }, ods: { content: ['odf'], why: 'sheet' }, odp: { content: ['odf'], why: 'slides' },
  txt: { content: ['text'], why: 'text' }, csv: { content: ['text'], why: 'text' }, md: { content: ['text'], why: 'text' }, log: { content: ['text'], why: 'text' },
  ics: { content: ['text'], why: 'text' }, vcf: { content: ['text'], why: 'text' }, eml: { content: ['text'], why: 'letter' },
  png: { content: ['image'], why: 'image' }, jpg: { content: ['image'], why: 'image' }, jpeg: { content: ['image'], why: 'image' },
  jfif: { content: ['image'], why: 'image' }, gif: { content: ['image'], why: 'image' }, bmp: { content: ['image'], why: 'image' },
  tif: { content: ['image'], why: 'image' }, tiff: { content: ['image'], why: 'image' }, webp: { content: ['image'], why: 'image' },
};

/** Declared types that stand in for an extension where the name has none. */
const extensionOfType: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf', 'text/plain': 'txt', 'text/csv': 'csv', 'text/calendar': 'ics', 'message/rfc822': 'eml', 'image/png': 'png', 'image/jpeg': 'jpg',
  'image/gif': 'gif', 'image/bmp': 'bmp', 'image/tiff': 'tif', 'image/webp': 'webp', 'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

/** A known extension in the middle of a name makes it a double one: `cong-van.pdf.exe`, never `QD.36.2013.pdf`. */
function knownExtension(extension: string): boolean {
  return extension in dangerous || extension in openable || /^(?:doc|xls|ppt|rtf|p7m|p7s)$/.test(extension);
}

/** Extensions of a name, last first, lower case, after what a system would ignore (trailing dots, blanks, streams). */
function extensionsOf(name: string): readonly string[] {
  const last = name.replace(/^.*[\\/]/, '').replace(/::?\$?[a-z]*$/i, '').replace(/(?<![\s.])[\s.]+$/u, '');
  // full-width letters and dots are read as ASCII by no system, but by every eye
  const pieces = last.normalize('NFKC').toLowerCase().split('.').map((piece) => piece.trim());
  return pieces.slice(1).reverse();
}

/**
 * May the attachment be handed to another program, or only be saved? Pure; the same answer in the reader and in main.
 * `name` as the sender wrote it (decoded, before safeName), `bytes` the decoded content, whole where it is at hand: of
 * an Office package only the end tells of macros; for everything else the first 4096 suffice. What is not known is only saved.
 */
export function decideAttachment(name: string, contentType: string, bytes: Uint8Array): AttachmentDecision {
  const sniffed = sniffContent(bytes);
  const visible = visibleName(name);
  const extensions = extensionsOf(visible);
  const extension = extensions[0] ?? extensionOfType[contentType.toLowerCase()] ?? '';
  const hidden = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u001f\u007f-\u009f]/.test(name);
  const threat = dangerous[extension];
  if (threat !== undefined) {
    if (hidden) return saveOnly('hiddenCharacters');
    return saveOnly(extensions.slice(1).some(knownExtension) && threat !== 'archive' ? 'doubleExtension' : threat);
  }
  const content = contentThreat(sniffed);
  if (content !== null) return saveOnly(content);
  if (hidden) return saveOnly('hiddenCharacters');
  if (extensions.slice(1).some((inner) => isRunnable(inner))) return saveOnly('doubleExtension');
  if (/^(?:doc|xls|ppt|rtf)$/.test(extension) || sniffed === 'ole' || sniffed === 'rtf') {
    return saveOnly(sniffed === 'ole' && extension in openable ? 'contentDiffers' : 'legacyOffice');
  }
  if (/^(?:p7s|p7m|p7b|cer|crt|pem|der|pfx|p12|asc|sig)$/.test(extension)) return saveOnly('certificate');
  const rule = openable[extension];
  if (rule === undefined) return saveOnly('unknown');
  if (!rule.content.includes(sniffed)) return saveOnly('contentDiffers');
  return { kind: 'open', why: rule.why };
}

function isRunnable(extension: string): boolean {
  const why = dangerous[extension];
  // `com` and `app` end domain names, `bin`, `r` and the like end numbers: judged in last place only
  return why !== undefined && why !== 'archive' && why !== 'webPage' && extension.length > 2 && !/^(?:com|app|bin|out|pub|one|run|img|pot|dot|sys|theme|contact|workflow|application)$/.test(extension);
}

function contentThreat(sniffed: SniffedContent): AttachmentWhy | null {
  switch (sniffed) {
    case 'program':
      return 'program';
    case 'script':
      return 'script';
    case 'shortcut':
      return 'shortcut';
    case 'html':
      return 'webPage';
    case 'diskImage':
      return 'diskImage';
    case 'archive':
      return 'archive';
    case 'oleMacro':
    case 'ooxmlMacro':
      return 'macro';
    default:
      return null;
  }
}

function saveOnly(why: AttachmentWhy): AttachmentDecision {
  return { kind: 'saveOnly', why };
}
