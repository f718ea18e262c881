/** What a signature of a package or an XML file leaves out, or what came later; i18n keys below `change.`. */
export const packageChanges = ['packageProperties', 'packageDataUnused', 'packageRelationshipOutside', 'packageLinkOutside', 'packagePartOutside', 'packagePartUnused', 'packageFileOutside', 'xmlElementOutside', 'xmlReferenceElsewhere'] as const;

export type PackageChange = (typeof packageChanges)[number];
