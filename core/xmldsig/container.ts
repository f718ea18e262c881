import { limits } from '../base/limits';
import { parseXml } from '../xml/parse-xml';
import { attributeOf, childrenNamed, elementsOf, isNamed, plainTextOf } from '../xml/xml-node';
import { decodeBase64 } from '../pki/pem';
import { sameBytes } from '../pki/der';
import { digestNameOf } from './algorithms';
import { asicNamespace, dsNamespace } from './names';
import type { SignedPackage } from './open-package';
import type { OutsideContent } from './signed-document';

/** How a container of ETSI EN 319 162-1, or an OpenDocument file, is laid out. */
export interface Container {
  readonly zip: SignedPackage;
  readonly kind: 'asic' | 'openDocument';
  /** files a signature has to answer for */
  readonly payload: readonly string[];
  /** XML-DSig, CMS and time-stamp files of META-INF */
  readonly xmlSignatures: readonly string[];
  readonly cmsSignatures: readonly string[];
  readonly timestamps: readonly string[];
  readonly manifests: readonly ContainerManifest[];
}

/** ASiCManifest (EN 319 162-1 A.4): what a CMS signature or a time-stamp over it answers for. */
export interface ContainerManifest {
  readonly name: string;
  /** file that signs it */
  readonly signature: string;
  /** null: an entry that cannot be read */
  readonly entries: readonly { readonly name: string; readonly digest: string; readonly value: Uint8Array }[] | null;
}

/** A file of the container by the URI reference of a signature; relative ones start at its root. */
export function containerFile(zip: SignedPackage, uri: string): OutsideContent {
  if (/^[a-z][a-z0-9+.-]*:/i.test(uri) || uri.startsWith('//') || /[?#]/.test(uri)) return { kind: 'elsewhere' };
  let name: string;
  try {
    name = decodeURIComponent(uri.replace(/^(?:\.?\/)+/, ''));
  } catch {
    // a stray percent sign makes it no reference at all
    return { kind: 'elsewhere' };
  }
  const content = zip.read(name);
  return content === null ? { kind: 'missing', name } : { kind: 'part', name, content };
}

function readManifest(zip: SignedPackage, name: string): ContainerManifest | null {
  const content = zip.read(name);
  const parsed = content === null ? null : parseXml(content.bytes);
  if (parsed?.ok !== true || !isNamed(parsed.value.root, asicNamespace, 'ASiCManifest')) return null;
  const { root } = parsed.value;
  const [reference, ...others] = childrenNamed(root, asicNamespace, 'SigReference');
  const found = reference === undefined || others.length > 0 ? null : containerFile(zip, attributeOf(reference, 'URI') ?? ':');
  if (found?.kind !== 'part') return null;
  const entries = childrenNamed(root, asicNamespace, 'DataObjectReference').map((entry) => {
    const uri = attributeOf(entry, 'URI');
    const [method, value] = elementsOf(entry).filter((child) => child.uri === dsNamespace);
    const bytes = value === undefined ? null : decodeBase64(plainTextOf(value) ?? ' !');
    const file = uri === null ? null : containerFile(zip, uri);
    if (method?.local !== 'DigestMethod' || value?.local !== 'DigestValue' || bytes === null || file === null || file.kind === 'elsewhere') return null;
    return { name: file.name, digest: digestNameOf(attributeOf(method, 'Algorithm') ?? ''), value: bytes };
  });
  const whole = entries.filter((entry) => entry !== null);
  return { name, signature: found.name, entries: whole.length === entries.length && whole.length > 0 && whole.length <= limits.xmlReferences ? whole : null };
}

/** What META-INF is for; a letter put there is still a letter to whoever unpacks the container. */
function isOwnBook(name: string): boolean {
  return name.startsWith('META-INF/') && /\.(?:xml|p7s|p7m|tst|ers)$/.test(metaFile(name) ?? '');
}

/** Name of a file of META-INF itself, in lower case; null for others. */
export function metaFile(name: string): string | null {
  const [folder, file, ...deeper] = name.toLowerCase().split('/', 3);
  return folder === 'meta-inf' && file !== undefined && file !== '' && deeper.length === 0 ? file : null;
}

export function readContainer(zip: SignedPackage): Container {
  const mimetype = zip.read('mimetype');
  const type = mimetype === null ? '' : new TextDecoder('latin1').decode(mimetype.bytes.subarray(0, 200)).trim();
  const kind = type.startsWith('application/vnd.oasis.opendocument.') ? 'openDocument' : 'asic';
  const matching = (fits: (file: string) => boolean): readonly string[] => zip.names.filter((name) => fits(metaFile(name) ?? ''));
  const payload = zip.names.filter((name) => name !== 'mimetype' && (kind === 'asic' ? !isOwnBook(name) : metaFile(name)?.includes('signatures') !== true));
  return {
    zip, kind, payload,
    xmlSignatures: matching((file) => file.endsWith('.xml') && file.includes('signature')),
    cmsSignatures: matching((file) => file.endsWith('.p7s') || file.endsWith('.p7m')),
    timestamps: matching((file) => file.endsWith('.tst')),
    manifests: matching((file) => file.endsWith('.xml') && file.startsWith('asic') && file.includes('manifest')).slice(0, limits.xmlSignatures + 1).flatMap((name) => readManifest(zip, name) ?? []),
  };
}

/** Do the files still have the digests a manifest gives them? `unknown`: a digest this version cannot make. */
export async function checkManifest({ zip }: Container, { entries }: ContainerManifest): Promise<'holds' | 'differs' | 'unknown' | 'malformed'> {
  if (entries === null) return 'malformed';
  let answer: 'holds' | 'unknown' = 'holds';
  for (const { name, digest, value } of entries) {
    const content = zip.read(name);
    const made = content === null ? undefined : await content.digest(digest);
    if (made === undefined || (made !== null && !sameBytes(made, value))) return 'differs';
    if (made === null) answer = 'unknown';
  }
  return answer;
}
