import { decodeUtf7 } from '../letter/utf7';
import { bytesOfLatin1 } from '../letter/latin1';

/** A Maildir++ folder name as people read it: `.Archive.2025` is Archive/2025; modified UTF-7 (RFC 3501, 5.1.3) is undone. */
export function maildirFolderName(name: string): string {
  return name.replace(/^\./, '').split('.').map(decodePart).join('/');
}

function decodePart(part: string): string {
  return part.replace(/&([A-Za-z0-9+,]*)-/g, (_whole, encoded: string) => (encoded === '' ? '&' : decodeUtf7(bytesOfLatin1(`+${encoded.replaceAll(',', '/')}-`))));
}
