import type { DraftFile, FileRole } from '../model/draft';
import type { FileId } from '../model/ids';

/** The file at `index` one place up or down; at the end of the list it stays. */
export function withMovedFile(files: readonly DraftFile[], index: number, by: -1 | 1): readonly DraftFile[] {
  const file = files[index];
  const to = index + by;
  if (file === undefined || to < 0 || to >= files.length) return files;
  return files.toSpliced(index, 1).toSpliced(to, 0, file);
}

export function withRole(files: readonly DraftFile[], fileId: FileId, role: FileRole): readonly DraftFile[] {
  return files.map((file) => (file.fileId === fileId ? { ...file, role } : file));
}

/** Files that were attached to an official letter: the first PDF is taken for the document, what follows for annexes; a person can say otherwise. */
export function withNewFiles(before: readonly DraftFile[], added: readonly DraftFile[], official: boolean): readonly DraftFile[] {
  let hasDocument = before.some(({ role }) => role === 'document');
  const known = new Set(before.map(({ fileId }) => fileId));
  const more = added.filter(({ fileId }) => !known.has(fileId)).map((file): DraftFile => {
    if (!official || file.role !== 'file') return file;
    if (hasDocument) return { ...file, role: 'annex' };
    if (!isPage(file)) return file;
    hasDocument = true;
    return { ...file, role: 'document' };
  });
  return [...before, ...more];
}

function isPage({ mediaType, name }: DraftFile): boolean {
  return mediaType === 'application/pdf' || /\.(?:pdf|docx|xlsx)$/i.test(name);
}

/** RFC 2045, 6.8: four bytes for three, and a line end after 76 of them. */
export function encodedBytes(bytes: number): number {
  const letters = Math.ceil(bytes / 3) * 4;
  return letters + Math.ceil(letters / 76) * 2;
}

/** header block, boundaries and part headers of one letter */
const headBytes = 4096;
const partBytes = 512;
/** a signature with its certificates and, where it is asked for, a time-stamp */
const signatureBytes = 24 * 1024;

/**
 * Bytes that the letter takes on the wire, as RFC 1870 counts them; a little too much rather than too little. An encrypted letter is coded twice.
 * @param body UTF-8 is counted as two bytes a character, which Vietnamese needs on the average, as quoted-printable or base64
 */
export function messageBytes(files: readonly Pick<DraftFile, 'size'>[], body: string, how: { readonly signed: boolean; readonly encrypted: boolean }): number {
  const plain = headBytes + encodedBytes(new TextEncoder().encode(body).byteLength) + files.reduce((sum, { size }) => sum + partBytes + encodedBytes(size), 0);
  const signed = plain + (how.signed ? encodedBytes(signatureBytes) : 0);
  return how.encrypted ? headBytes + encodedBytes(signed) : signed;
}
