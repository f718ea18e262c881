import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { docText, plainDocText } from './doc-text';
import { officeText } from './office-lines';
import type { OfficeText } from './office-lines';
import { openCfb } from './open-cfb';

export type OfficeFailure = 'officeBroken' | 'officeEncrypted' | 'legacyOffice';

/** [MS-OFFCRYPTO] 2.3.4: an Office file with a password is a compound file around its ciphertext. */
export function isEncryptedOle(bytes: Uint8Array): boolean {
  const file = openCfb(bytes);
  return file.ok && file.value.names.includes('EncryptedPackage');
}

/** Text of a compound file: Word documents are read; spreadsheets and slides of that age are named. */
export function extractOle(bytes: Uint8Array): Result<OfficeText, OfficeFailure> {
  const file = openCfb(bytes);
  if (!file.ok) return file;
  if (file.value.names.includes('EncryptedPackage')) return fail('officeEncrypted');
  if (!file.value.names.includes('WordDocument')) return fail('legacyOffice');
  const read = docText(file.value);
  if (!read.ok) return read;
  return ok(officeText(plainDocText(read.value.text), read.value.encodings));
}
