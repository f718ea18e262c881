import { limits } from '../base/limits';
import { decodePart } from '../letter/decode-part';
import { isOpaqueMail, isSignatureType } from '../letter/is-opaque-mail';
import { parseHeaderBlock } from '../letter/parse-header-block';
import { scanLetter } from '../letter/scan-letter';
import type { PartId } from '../model/ids';
import type { LetterPart, Mailbox } from '../model/letter';
import { decryptCms } from '../pki/decrypt-cms';
import type { KeyDesk } from '../pki/key-desk';
import { differsFromProtected } from './protected-header';
import type { Payload } from './protected-header';
import { readCms } from '../pki/read-cms';
import type { SignedData } from '../pki/read-cms';

/** A part that is shown: text or attachment, not structure. */
export interface Leaf {
  readonly key: string;
  /** part of the outer letter; for leaves inside an opaque signature, the part that holds it */
  readonly part: PartId;
  readonly entity: LetterPart;
  readonly decoded: () => Uint8Array;
}

export type SignedObject =
  | { readonly kind: 'signed'; readonly cms: SignedData; readonly detached: Uint8Array | null }
  /** stays closed; `bytes`: the CMS object, null where it could not be read */
  | { readonly kind: 'encrypted'; readonly bytes: Uint8Array | null }
  | { readonly kind: 'unsupported'; readonly protocol: string }
  | { readonly kind: 'malformed' };

export interface SignedEntity {
  readonly where: string;
  readonly part: PartId;
  readonly object: SignedObject;
  /** keys of the leaves under this signature */
  readonly covers: ReadonlySet<string>;
  readonly from: readonly Mailbox[];
  /** the signature is a forwarded letter's: the letter around it has another header, which it does not answer for */
  readonly forwarded: boolean;
  /** sender or subject inside the signature (RFC 9788) are others than those the letter shows */
  readonly headersDiffer: boolean;
}

/** What an opaque signature or an encryption holds, for the reader to show. */
export interface InnerEntity {
  readonly part: PartId;
  /** a MIME entity, or a file that was signed as it is */
  readonly kind: 'mime' | 'file';
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

export interface SignedStructure {
  readonly entities: readonly SignedEntity[];
  readonly leaves: readonly Leaf[];
  readonly inner: readonly InnerEntity[];
}

interface Scope {
  readonly raw: Uint8Array;
  readonly prefix: string;
  /** set inside an opaque signature */
  readonly holder: PartId | null;
  readonly from: readonly Mailbox[];
  readonly forwarded: boolean;
  readonly depth: number;
  /** nothing is shown beside it: only then is what is encrypted opened (EFAIL, 2018), as `openContent` does it */
  readonly alone: boolean;
  readonly decrypted: boolean;
}

interface Findings {
  readonly entities: SignedEntity[];
  readonly leaves: Leaf[];
  readonly inner: InnerEntity[];
}

const signatureTypes: ReadonlySet<string> = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature']);

async function readSigned(bytes: Uint8Array, detached: Uint8Array | null): Promise<SignedObject> {
  const read = await readCms(bytes);
  if (!read.ok) return { kind: 'malformed' };
  switch (read.value.kind) {
    case 'signed':
      return { kind: 'signed', cms: read.value, detached };
    case 'encrypted':
      return { kind: 'encrypted', bytes: read.value.bytes };
    case 'other':
      return { kind: 'unsupported', protocol: read.value.contentType };
  }
}

/**
 * A reader lists a signature part that calls itself something else beside the text. Where it can say anything to a person (text, markup,
 * bytes behind the object) it is something the signature does not cover; a bare object of unspecified bytes says nothing.
 */
function isShownBeside({ contentType }: LetterPart, object: SignedObject): boolean {
  if (isSignatureType(contentType)) return false;
  return contentType !== 'application/octet-stream' || object.kind !== 'signed' || object.cms.followed;
}

class Walk {
  private readonly findings: Findings = { entities: [], leaves: [], inner: [] };
  private asked = 0;

  constructor(private readonly letter: Uint8Array, private readonly desk: KeyDesk | null) {}

  get structure(): SignedStructure {
    return this.findings;
  }

  async visit(part: LetterPart, scope: Scope, isRoot: boolean): Promise<readonly Leaf[]> {
    if (part.contentType === 'multipart/signed') return this.visitSigned(part, scope);
    if (isOpaqueMail(part, isRoot)) return this.visitOpaque(part, scope);
    const child = part.children[0];
    if (child !== undefined && part.contentType.startsWith('message/')) {
      // a forwarded letter answers for its own sender
      const from = parseHeaderBlock(scope.raw.subarray(child.start, child.bodyStart)).from;
      return this.visit(child, { ...scope, from, forwarded: true, alone: false }, false);
    }
    if (part.children.length > 0) return this.visitAll(part.children, { ...scope, alone: false });
    return this.leaf(part, scope);
  }

  private async visitAll(parts: readonly LetterPart[], scope: Scope): Promise<readonly Leaf[]> {
    const leaves: Leaf[] = [];
    for (const part of parts) leaves.push(...(await this.visit(part, scope, false)));
    return leaves;
  }

  private leaf(part: LetterPart, scope: Scope): readonly Leaf[] {
    const decoded = (): Uint8Array => decodePart(scope.raw, part);
    const leaf = { key: scope.prefix + part.id, part: scope.holder ?? part.id, entity: part, decoded };
    this.findings.leaves.push(leaf);
    return [leaf];
  }

  /** A thousand signatures are an attack on the reader's time; those beyond the limit are named, not checked. */
  private async read(bytes: Uint8Array, detached: Uint8Array | null): Promise<SignedObject> {
    this.asked += 1;
    return this.asked > limits.signaturesPerLetter ? { kind: 'unsupported', protocol: 'limit' } : readSigned(bytes, detached);
  }

  /** @param payload what is signed, with the bytes it lies in; null where it cannot be seen */
  private note(part: LetterPart, scope: Scope, object: SignedObject, leaves: readonly Leaf[], payload: Payload | null): void {
    const covers = new Set(leaves.map(({ key }) => key));
    const headersDiffer = payload !== null && !scope.forwarded && differsFromProtected(payload, this.letter, scope.decrypted);
    this.findings.entities.push({ where: scope.prefix + part.id, part: scope.holder ?? part.id, object, covers, from: scope.from, forwarded: scope.forwarded, headersDiffer });
  }

  private async visitSigned(part: LetterPart, scope: Scope): Promise<readonly Leaf[]> {
    const [content, signature, ...rest] = part.children;
    const protocol = (part.params['protocol'] ?? signature?.contentType ?? '').toLowerCase();
    if (content === undefined || signature === undefined) {
      this.note(part, scope, { kind: 'malformed' }, [], null);
      return this.visitAll(part.children, scope);
    }
    const at = this.findings.entities.length;
    const covered = await this.visit(content, { ...scope, alone: scope.alone && rest.length === 0 }, false);
    const isCms = signatureTypes.has(protocol) || signatureTypes.has(signature.contentType);
    const detached = scope.raw.subarray(content.start, content.end);
    const object: SignedObject = isCms ? await this.read(decodePart(scope.raw, signature), detached) : { kind: 'unsupported', protocol };
    this.note(part, scope, object, covered, { raw: scope.raw, root: content });
    // outer before inner, as a reader meets them
    this.findings.entities.splice(at, 0, ...this.findings.entities.splice(-1));
    if (isShownBeside(signature, object)) this.leaf(signature, scope);
    return [...covered, ...(await this.visitAll(rest, { ...scope, alone: false }))];
  }

  private async visitOpaque(part: LetterPart, scope: Scope): Promise<readonly Leaf[]> {
    const read = await this.read(decodePart(scope.raw, part), null);
    // what calls itself encrypted and cannot be read claims no signature that could be broken
    const isEncrypted = read.kind === 'malformed' && /enveloped/i.test(part.params['smime-type'] ?? '');
    const object: SignedObject = isEncrypted ? { kind: 'encrypted', bytes: null } : read;
    const inside = object.kind === 'encrypted' ? await this.visitEncrypted(part, scope, object.bytes) : null;
    if (inside !== null) return inside;
    const content = object.kind === 'signed' ? object.cms.content : null;
    if (object.kind === 'signed' && object.cms.signers.length === 0 && content === null) return this.leaf(part, scope);
    if (content === null || scope.depth >= limits.signedDepth) {
      const leaves = this.leaf(part, scope);
      this.note(part, scope, object, leaves, null);
      return leaves;
    }
    const at = this.findings.entities.length;
    const { root } = scanLetter(content);
    const leaves = await this.visitInside(part, scope, content, root);
    this.note(part, scope, object, leaves, { raw: content, root });
    this.findings.entities.splice(at, 0, ...this.findings.entities.splice(-1));
    return leaves;
  }

  private visitInside(part: LetterPart, scope: Scope, content: Uint8Array, root: LetterPart): Promise<readonly Leaf[]> {
    const holder = scope.holder ?? part.id;
    this.findings.inner.push({ part: holder, kind: 'mime', name: null, bytes: content });
    return this.visit(root, { ...scope, raw: content, prefix: `${scope.prefix}${part.id}/`, holder, depth: scope.depth + 1 }, true);
  }

  /**
   * Who signs around a ciphertext need not know what it says: such a signature answers only for what is signed inside as well, and that
   * is judged by itself. @returns null where it stays closed
   */
  private async visitEncrypted(part: LetterPart, scope: Scope, bytes: Uint8Array | null): Promise<readonly Leaf[] | null> {
    if (this.desk === null || bytes === null || !scope.alone || scope.depth >= limits.signedDepth) return null;
    const opened = await decryptCms(bytes, this.desk);
    if (!opened.ok) return null;
    const at = this.findings.entities.length;
    const leaves = await this.visitInside(part, { ...scope, decrypted: true }, opened.value.content, scanLetter(opened.value.content).root);
    const signed = new Set(this.findings.entities.slice(at).flatMap((entity) => (entity.forwarded ? [] : [...entity.covers])));
    return leaves.filter((leaf) => signed.has(leaf.key));
  }
}

/**
 * Every S/MIME signature of a letter with what it covers, signatures within signatures and inside encryption included.
 * @param desk our keys; null: what is encrypted stays closed
 */
export async function findSigned(raw: Uint8Array, root: LetterPart, from: readonly Mailbox[], desk: KeyDesk | null = null): Promise<SignedStructure> {
  const walk = new Walk(raw, desk);
  await walk.visit(root, { raw, prefix: '', holder: null, from, forwarded: false, depth: 0, alone: true, decrypted: false }, true);
  return walk.structure;
}
