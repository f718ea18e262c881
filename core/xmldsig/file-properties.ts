const metadata = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/';
const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships/';

/** Relationships to properties of the file, which Office never signs ([MS-OFFCRYPTO] 2.5.2.4): it writes them anew at every saving. */
export const fileProperties: ReadonlySet<string> = new Set([
  `${metadata}core-properties`, `${metadata}thumbnail`, `${transitional}extended-properties`, `${transitional}custom-properties`, `${strict}extendedProperties`, `${strict}customProperties`,
  'http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels',
]);
