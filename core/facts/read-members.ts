import { limits } from '../base/limits';
import type { Allowance } from '../extract/archives/allowance';
import type { ArchiveFailure } from '../extract/archives/archive';
import { walkArchive, type Found } from '../extract/archives/walk-archive';
import { extractAttachment, type ExtractTools } from '../extract/extract-attachment';
import type { SourceText } from '../model/document';
import type { InvitationFacts, MemberFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import type { Problem } from '../model/letter';
import type { SignaturePicture } from '../model/verdict';
import type { KeptMembers } from './kept-members';
import { readFile, sourceOf } from './read-file';

/** What the archives of one letter have used up and shown; one for all of them. */
export interface ArchiveState {
  readonly allowance: Allowance;
  /** characters of text that may still be taken from them */
  textChars: number;
  /** content stamped as a state secret was found: nothing more is unpacked */
  isSecret: boolean;
}

export interface MembersAsk {
  readonly bytes: Uint8Array;
  readonly part: PartId;
  /** of the archive, as the sender wrote it */
  readonly name: string;
  readonly tools: ExtractTools;
  readonly state: ArchiveState;
  readonly looksSecret: (texts: readonly SourceText[]) => boolean;
  /** takes what is signed; absent: nobody needs it again */
  readonly kept?: KeptMembers | undefined;
}

export interface MembersRead {
  readonly members: readonly MemberFacts[];
  readonly texts: readonly SourceText[];
  readonly invitations: readonly InvitationFacts[];
  readonly pictures: readonly SignaturePicture[];
  /** of the archive as a whole */
  readonly problems: readonly Problem[];
}

/** The files of an attachment that is an archive, each read as an attachment is. Bytes that are no archive have none. */
export async function readMembers(ask: MembersAsk): Promise<MembersRead> {
  const { part, state } = ask;
  const members: MemberFacts[] = [];
  const texts: SourceText[] = [];
  const problems: Problem[] = [];
  const invitations: InvitationFacts[] = [];
  const pictures: SignaturePicture[] = [];
  const refuse = (): ArchiveFailure | null => (state.isSecret ? 'archiveSecret' : null);
  for await (const found of walkArchive({ bytes: ask.bytes, name: ask.name, tools: ask.tools, allowance: state.allowance, refuse })) {
    if (found.kind === 'trouble') {
      blame(members, problems, part, found);
      continue;
    }
    const read = found.kind === 'file' ? await readFound(ask, found) : { texts: await readBody(ask, found), facts: null, isUnread: false, invitations: [], pictures: [] };
    pictures.push(...read.pictures);
    if (read.facts !== null) members.push(read.facts);
    const kept = withinText(state, read.texts);
    if (read.isUnread || kept.length < read.texts.length) blame(members, problems, part, { path: found.path, why: 'archiveTextLimit' });
    texts.push(...kept);
    if (kept.length === read.texts.length) invitations.push(...read.invitations);
    state.isSecret ||= kept.length > 0 && ask.looksSecret(kept);
  }
  return { members, texts, invitations, pictures, problems };
}

/** A problem belongs to the file it is about, so that the others are seen to be well. */
function blame(members: MemberFacts[], problems: Problem[], part: PartId, { path, why }: { readonly path: string | null; readonly why: ArchiveFailure | 'archiveTextLimit' }): void {
  const index = path === null ? -1 : members.findIndex((member) => member.path === path);
  const member = members[index];
  if (member === undefined) problems.push({ code: why, part });
  else members[index] = { ...member, problems: [...member.problems, { code: why, part, detail: member.path }] };
}

async function readFound({ part, tools, state, kept }: MembersAsk, found: Found & { readonly kind: 'file' }): Promise<{ readonly facts: MemberFacts; readonly texts: readonly SourceText[]; readonly isUnread: boolean } & Pick<MembersRead, 'invitations' | 'pictures'>> {
  const { path, content } = found;
  const name: SourceText = { source: { kind: 'attachmentName', part, member: path }, text: lastOf(path) };
  if (!content.ok) return { facts: closed(part, path, content.failure), texts: content.failure === 'archiveLink' ? [] : [name], isUnread: false, invitations: [], pictures: [] };
  const place = { part, member: path };
  const isUnread = state.textChars <= 0;
  const { facts, texts, invitations, pictures } = await readFile({ bytes: content.value, place, givenName: found.name, label: { name: lastOf(path), contentType: found.contentType }, tools, onlyHash: isUnread });
  if (facts.signaturePresent !== null) kept?.keep(part, path, content.value);
  const { size, digest, opens, why, signaturePresent, pages, scans, problems } = facts;
  return { facts: { path, size, digest, opens, why, signaturePresent, pages, scans, problems: problems.map((problem) => ({ ...problem, detail: problem.detail ?? path })) }, texts: isUnread ? [] : [name, ...texts], isUnread, pictures, invitations: isUnread ? [] : invitations };
}

function closed(part: PartId, path: string, code: ArchiveFailure): MemberFacts {
  const why = code === 'archiveLink' ? 'shortcut' : code === 'archiveEncrypted' ? 'encrypted' : code;
  return { path, size: null, digest: '', opens: 'saveOnly', why, signaturePresent: null, pages: 0, scans: [], problems: code === 'archiveLink' ? [] : [{ code, part, detail: path }] };
}

async function readBody({ part, tools }: MembersAsk, { path, name, bytes }: Found & { readonly kind: 'body' }): Promise<readonly SourceText[]> {
  const { pages } = await extractAttachment(bytes, { name, contentType: '' }, tools);
  return pages.map((page) => ({ source: sourceOf({ part, member: path }, page.page), text: page.text }));
}

function withinText(state: ArchiveState, texts: readonly SourceText[]): readonly SourceText[] {
  return texts.filter((one) => {
    const fits = one.text.length <= state.textChars;
    state.textChars -= one.text.length;
    return fits;
  });
}

export function newArchiveState(allowance: Allowance): ArchiveState {
  return { allowance, textChars: limits.archiveTextChars, isSecret: false };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
