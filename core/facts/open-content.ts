import { decodePart } from '../letter/decode-part';
import { limits } from '../base/limits';
import { allParts } from '../letter/find-part';
import { isOpaqueMail, opaqueTypes } from '../letter/is-opaque-mail';
import { parseLetter } from '../letter/parse-letter';
import type { LetterPart, ParsedLetter } from '../model/letter';
import { decryptCms } from '../pki/decrypt-cms';
import type { Decrypted } from '../pki/decrypt-cms';
import type { KeyDesk } from '../pki/key-desk';
import { oids } from '../pki/oids';
import { readCms } from '../pki/read-cms';

/** The bytes that part offsets count in, and what they parse to. */
export interface LetterContent {
  readonly bytes: Uint8Array;
  readonly parsed: ParsedLetter;
  /** `bytes` are not the letter's own: an opaque signature or an encryption was opened (RFC 8551, 3.5.2 and 3.3) */
  readonly wrapped: boolean;
  /** how it was decrypted, the weakest of several layers; null: nothing had to be */
  readonly decrypted: Decryption | null;
}

export interface Decryption {
  /** of our certificate whose key opened it */
  readonly fingerprint: string;
  /** false: anybody on the way could have changed it, unless a signature inside says otherwise (EFAIL, 2018) */
  readonly authenticated: boolean;
}

/**
 * The part a letter wholly consists of where that is a CMS object with its content inside: the letter itself, or what a detached
 * signature is made over. Where anything is shown beside it the object stays closed: what is decrypted is shown as a letter
 * of its own or not at all (EFAIL, 2018).
 */
function wrapperOf(part: LetterPart, isRoot: boolean): LetterPart | null {
  if (isOpaqueMail(part, isRoot)) return part;
  const [content, , ...rest] = part.children;
  return part.contentType === 'multipart/signed' && content !== undefined && rest.length === 0 ? wrapperOf(content, false) : null;
}

type Opening = { readonly content: Uint8Array; readonly decrypted: Decrypted | null } | { readonly problem: string } | null;

async function openWrapper(cms: Uint8Array, desk: KeyDesk | null): Promise<Opening> {
  const read = await readCms(cms);
  if (!read.ok) return null;
  switch (read.value.kind) {
    case 'signed':
      // a signed receipt holds no letter (RFC 2634 2.8)
      return read.value.content === null || read.value.contentType === oids.receipt ? null : { content: read.value.content, decrypted: null };
    case 'encrypted': {
      const opened = desk === null ? ({ ok: false, failure: 'noKey' } as const) : await decryptCms(read.value.bytes, desk);
      return opened.ok ? { content: opened.value.content, decrypted: opened.value } : { problem: encryptedProblem[opened.failure] };
    }
    case 'other':
      return null;
  }
}

/** i18n keys below `problem.` */
const encryptedProblem = {
  noKey: 'encryptedNoKey', failed: 'encryptedFailed', malformed: 'encryptedFailed', unsupported: 'encryptedUnsupported', tooLarge: 'encryptedTooLarge',
} as const;

function weaker(before: Decryption | null, now: Decrypted | null): Decryption | null {
  if (now === null) return before;
  return { fingerprint: now.fingerprint, authenticated: now.authenticated && (before?.authenticated ?? true) };
}

function isSigned(root: LetterPart): boolean {
  return root.contentType === 'multipart/signed' || isOpaqueMail(root, true);
}

function contentOf(outer: LetterContent, inner: Uint8Array, decrypted: Decrypted | null): LetterContent {
  const parsed = parseLetter(inner);
  const problems = [...outer.parsed.problems, ...parsed.problems];
  // a signature inside answers for it better than the cipher could
  if (decrypted !== null && !decrypted.authenticated && !isSigned(parsed.root)) problems.push({ code: 'decryptedUnauthenticated' });
  return { bytes: inner, parsed: { ...parsed, header: outer.parsed.header, problems }, wrapped: true, decrypted: weaker(outer.decrypted, decrypted) };
}

/** Encrypted parts that stay closed because other parts stand beside them. */
function withClosedParts(content: LetterContent): LetterContent {
  const { root, problems } = content.parsed;
  const beside = allParts(root).filter((part) => part !== root && isOpaqueMail(part, false) && /enveloped/i.test(part.params['smime-type'] ?? ''));
  if (beside.length === 0 || wrapperOf(root, true) !== null) return content;
  return { ...content, parsed: { ...content.parsed, problems: [...problems, ...beside.map((part) => ({ code: 'encryptedBeside', part: part.id }))] } };
}

/**
 * Reads a letter the way a person sees it: opaque signatures and, with our keys, encryptions around the whole letter are opened, up to
 * limits.signedDepth; its header stays the outer one. Facts of an encrypted letter depend on which keys are at the desk.
 * @param desk our keys; null: what is encrypted stays closed, and a problem says so
 */
export async function openContent(raw: Uint8Array, desk: KeyDesk | null = null): Promise<LetterContent> {
  let content: LetterContent = { bytes: raw, parsed: parseLetter(raw), wrapped: false, decrypted: null };
  for (let depth = 0; depth < limits.signedDepth; depth += 1) {
    const wrapper = wrapperOf(content.parsed.root, true);
    const opening = wrapper === null ? null : await openWrapper(decodePart(content.bytes, wrapper), desk);
    if (wrapper === null || opening === null) return withClosedParts(content);
    if ('problem' in opening) return { ...content, parsed: { ...content.parsed, problems: [...content.parsed.problems, { code: opening.problem, part: wrapper.id }] } };
    content = contentOf(content, opening.content, opening.decrypted);
  }
  return content;
}

/** Does the raw letter carry anything a signature check should look at? */
export function looksSigned(raw: ParsedLetter): boolean {
  return allParts(raw.root).some(isSignaturePart);
}

function isSignaturePart(part: LetterPart): boolean {
  const name = part.filename?.toLowerCase() ?? '';
  return part.contentType === 'multipart/signed' || opaqueTypes.has(part.contentType) || /^application\/(x-)?pkcs7-(signature|mime)$/.test(part.contentType) || /\.(p7s|p7m|p7c|cms)$/.test(name);
}
