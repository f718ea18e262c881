import type { CorrectableField } from '../model/correction';

/** Every field a person can correct, in the order of a form. */
export const correctableFields: readonly CorrectableField[] = [
  'type', 'number', 'date', 'place', 'agency', 'parentAgency', 'summary', 'signer', 'signerTitle', 'urgency', 'secrecy', 'deadline',
];
