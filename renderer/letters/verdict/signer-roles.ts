import type { DocumentVerdict, SignedBy } from '../../../core/verify/document-verdicts';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

/**
 * The two signatures that an electronic official document needs. Null for a letter, for a signature that is void, and where one
 * signature's role is not known: nothing may be called missing then.
 */
export function rolesWords({ part, verdict, signedBy }: Pick<DocumentVerdict, 'part' | 'verdict'> & { readonly signedBy: SignedBy }): Words | null {
  const { person, agency, unclear } = signedBy;
  if (part === null || verdict === 'failed' || verdict === 'unsigned') return null;
  if (person && agency) return words('roles.both');
  if (unclear || (!person && !agency)) return null;
  return words(person ? 'roles.noAgency' : 'roles.noPerson');
}
