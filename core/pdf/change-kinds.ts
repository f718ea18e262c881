import type { LaterChange } from '../model/verdict';

export type Permission = LaterChange['permitted'];

/** What governs changes after a signature: a certification in force (DocMDP /P), or none. */
export type ChangeLaw = 'free' | 1 | 2 | 3;

type Row = readonly [free: Permission, nothing: Permission, forms: Permission, annotations: Permission];

const always: Row = ['yes', 'yes', 'yes', 'yes'];
const never: Row = ['no', 'no', 'no', 'no'];
const untold: Row = ['unknown', 'unknown', 'unknown', 'unknown'];

/**
 * Every kind of later change, and whether it may be: after a signature without certification, then under DocMDP /P 1, 2 and 3
 * (ISO 32000-2 12.8.2.2). Validation data and document time-stamps are no changes in the sense of DocMDP (12.8.4, ETSI EN 319 142-1 5.4.3).
 * What draws over the page or takes away from it is never permitted, whatever a certification says: the attacks of Mainka et al.
 * (NDSS 2021) and Rohlmann et al. (IEEE S&P 2021) keep to the letter of DocMDP.
 */
const table = {
  validationData: always,
  documentTimestamp: always,
  technical: always,
  metadata: ['yes', 'unknown', 'yes', 'yes'],
  unusedObjects: always,
  /** an existing, empty field was signed */
  signatureInField: ['yes', 'no', 'yes', 'yes'],
  signatureInvisible: ['yes', 'no', 'yes', 'yes'],
  signatureVisible: ['yes', 'no', 'unknown', 'unknown'],
  /** its words stand over words of the page, and hide none: how numbers and dates are entered when a document is issued */
  signatureWritesOver: ['yes', 'no', 'no', 'no'],
  signatureOverText: ['unknown', 'no', 'no', 'no'],
  signatureOverPage: never,
  /** the byte range of the new signature does not end where its revision ends */
  signatureUncovered: untold,
  signatureFieldAdded: ['yes', 'no', 'unknown', 'unknown'],
  signatureReplaced: never,
  signatureRemoved: never,
  signatureAppearance: never,
  fieldFilled: ['yes', 'no', 'yes', 'yes'],
  fieldLocked: ['yes', 'no', 'yes', 'yes'],
  fieldOverPage: never,
  fieldOverText: ['unknown', 'no', 'unknown', 'unknown'],
  fieldValueDiffers: ['unknown', 'no', 'unknown', 'unknown'],
  fieldAppearance: never,
  fieldChanged: never,
  fieldAdded: never,
  fieldRemoved: never,
  formResources: never,
  formChanged: never,
  annotationAdded: ['unknown', 'no', 'no', 'yes'],
  annotationChanged: ['unknown', 'no', 'no', 'yes'],
  annotationRemoved: ['unknown', 'no', 'no', 'yes'],
  annotationCovers: never,
  pageContent: never,
  pageFonts: never,
  pageGeometry: never,
  pageAdded: never,
  pageRemoved: never,
  pageOrder: never,
  layers: never,
  actions: never,
  attachedFiles: never,
  navigation: never,
  structure: never,
  permissions: never,
  encryption: never,
  /** an object that lay unused in the signed bytes was put in the place of another */
  preparedObject: never,
  /** in the signed revision itself: something that covers a page and could be taken away later. Said, not held against the signature */
  preparedHiding: always,
  preparedLayer: always,
  preparedFieldValue: always,
  oddStructure: untold,
  /** readers that mend a file look there for objects */
  bytesAfterEnd: untold,
  tooMuch: untold,
  unknown: untold,
} as const satisfies Record<string, Row>;

/** Closed list; each has a text below `change.` */
export type ChangeKind = keyof typeof table;

export const changeKinds = Object.keys(table) as readonly ChangeKind[];

/** kinds that fill a field: what FieldMDP locks are about (ISO 32000-2 12.8.2.4) */
const filling: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['fieldFilled', 'fieldOverText', 'fieldValueDiffers', 'signatureInField']);

/** @param locked the change is to a field that the signature locks */
export function permissionOf(kind: ChangeKind, law: ChangeLaw, locked: boolean): Permission {
  if (locked && filling.has(kind)) return 'no';
  const row: Row = table[kind];
  return law === 'free' ? row[0] : row[law];
}
