import type { IsoTime } from '../model/ids';
import { childrenNamed, descendantsOf, isNamed, plainTextOf } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import { dsNamespace, packageSignatureNamespace } from './names';
import { timeOfText } from './read-xades';

/**
 * The time a signature claims where it has no XAdES: Office writes it among the properties of the signature, as do programs for invoices.
 * @param objects ds:Object elements that the signature covers
 */
export function claimedTime(objects: readonly XmlElement[]): IsoTime | null {
  for (const properties of objects.flatMap((object) => childrenNamed(object, dsNamespace, 'SignatureProperties'))) {
    for (const element of descendantsOf(properties)) {
      const isOffice = element.local === 'Value' && element.parent !== null && isNamed(element.parent, packageSignatureNamespace, 'SignatureTime');
      const time = isOffice || element.local === 'SigningTime' ? timeOfText(plainTextOf(element)) : null;
      if (time !== null) return time;
    }
  }
  return null;
}
