import type { Check } from '../model/verdict';
import type { XmlFailure } from '../xml/parse-xml';
import type { PackageFailure } from '../xmldsig/open-package';

/** Why a package or an XML file that claims a signature cannot even be read: integrity, with a code below `check.why.`. */
export function unreadable(failure: PackageFailure | XmlFailure): Check {
  switch (failure) {
    case 'tooLarge':
    case 'tooDeep':
      return { state: 'notChecked', why: 'tooMuch' };
    case 'encrypted':
      return { state: 'notChecked', why: 'encrypted' };
    case 'ambiguous':
      return { state: 'failed', why: 'packageAmbiguous' };
    case 'broken':
      return { state: 'failed', why: 'packageBroken' };
    case 'doctype':
      return { state: 'failed', why: 'doctype' };
    case 'malformed':
    case 'encoding':
    case 'version':
      return { state: 'failed', why: 'malformed' };
  }
}
