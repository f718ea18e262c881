/** Namespaces and types of references this room reacts to. */
export const dsNamespace = 'http://www.w3.org/2000/09/xmldsig#';
export const dsigMoreNamespace = 'http://www.w3.org/2007/05/xmldsig-more#';
export const exclusiveNamespace = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const packageSignatureNamespace = 'http://schemas.openxmlformats.org/package/2006/digital-signature';
export const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const contentTypesNamespace = 'http://schemas.openxmlformats.org/package/2006/content-types';
export const asicNamespace = 'http://uri.etsi.org/02918/v1.2.1#';

/** XAdES 1.1.1, 1.2.2 and 1.3.2; 1.4.1 adds to the last one */
export const xadesNamespaces: ReadonlySet<string> = new Set(['http://uri.etsi.org/01903/v1.1.1#', 'http://uri.etsi.org/01903/v1.2.2#', 'http://uri.etsi.org/01903/v1.3.2#']);
export const xades141Namespace = 'http://uri.etsi.org/01903/v1.4.1#';

/** Type of the reference that covers signed properties: without a version since 1.3.2, with one before */
export const signedPropertiesTypes: ReadonlySet<string> = new Set([
  'http://uri.etsi.org/01903#SignedProperties', 'http://uri.etsi.org/01903/v1.1.1#SignedProperties', 'http://uri.etsi.org/01903/v1.2.2#SignedProperties', 'http://uri.etsi.org/01903/v1.3.2#SignedProperties',
]);
