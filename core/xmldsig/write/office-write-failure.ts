/** Why an Office file was not signed; i18n key below `officeWrite:failure.`. Closed. */
export type OfficeWriteFailure =
  /** opens with a password only ([MS-OFFCRYPTO] 2.3) */
  | 'encrypted'
  /** .doc, .xls and .ppt: no package, hence no package signature */
  | 'oldFormat'
  | 'broken'
  /** programs would read different documents in it */
  | 'ambiguous'
  | 'tooLarge'
  /** a package that leads to no document of Word, Excel or PowerPoint */
  | 'noDocument'
  /** a signature answers for the list of signatures, so that none may follow */
  | 'breaksEarlier'
  /** no certificate that can be read, or a key that does not fit the mechanism */
  | 'badCertificate';
