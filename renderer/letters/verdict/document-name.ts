import type { DocumentVerdict } from '../../../core/verify/document-verdicts';
import type { SignatureVerdict } from '../../../core/model/verdict';
import { placeKey } from '../../../core/verify/document-verdicts';

/** What a person calls the file a signature or a picture is on: its name inside an archive, else that of the attachment. */
export function nameOfFile({ member, part, where }: Pick<SignatureVerdict, 'member' | 'part' | 'where'>, partName: (part: string) => string): string {
  if (member !== null) return member.slice(member.lastIndexOf('/') + 1);
  return part === null ? where : partName(part);
}

/** The verdict on one file of the letter; null where nothing of it is signed. */
export function verdictOfFile(signed: readonly DocumentVerdict[], file: { readonly part: DocumentVerdict['part']; readonly member?: string }): DocumentVerdict | null {
  return signed.find(({ part, member }) => placeKey(part, member) === placeKey(file.part, file.member ?? null)) ?? null;
}
