import { extractAttachment, type ExtractTools } from '../extract/extract-attachment';
import { decideAttachment } from '../letter/attachment-kind';
import { decodePart } from '../letter/decode-part';
import { findPart } from '../letter/find-part';
import { limits } from '../base/limits';
import type { SourceText } from '../model/document';
import type { AttachmentFacts, StageTwoFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import type { AttachmentInfo, Problem } from '../model/letter';
import { recognise } from '../recognise/recognise';
import { coreVersion } from './core-version';
import type { LetterContent } from './open-content';
import { bodySources } from './stage-one';

export interface StageTwoAsk {
  readonly content: LetterContent;
  readonly tools: ExtractTools;
  /** parts that killed the window before: named, not opened */
  readonly skip: ReadonlySet<PartId>;
}

/** Second stage: every attachment decoded, hashed and read as text; recognition over everything the letter says. */
export async function stageTwo({ content, tools, skip }: StageTwoAsk): Promise<StageTwoFacts> {
  const attachments: AttachmentFacts[] = [];
  const texts: SourceText[] = [];
  let budget = limits.attachmentTotalBytes;
  for (const info of content.parsed.attachments) {
    const read = await readAttachment(content, info, tools, skip, budget);
    budget -= read.facts.size;
    attachments.push(read.facts);
    texts.push(...read.texts);
  }
  const sources = [...bodySources(content.parsed), ...texts];
  return { coreVersion, ocrVersion: null, attachments, recognition: recognise(sources), sources, problems: attachments.flatMap((one) => one.problems) };
}

async function readAttachment(content: LetterContent, info: AttachmentInfo, tools: ExtractTools, skip: ReadonlySet<PartId>, budget: number): Promise<{ readonly facts: AttachmentFacts; readonly texts: readonly SourceText[] }> {
  const part = findPart(content.parsed.root, info.part);
  const known = { part: info.part, name: info.name, contentType: info.contentType };
  const closed = (code: string): { readonly facts: AttachmentFacts; readonly texts: readonly SourceText[] } => {
    const problem: Problem = { code, part: info.part };
    return { facts: { ...known, size: info.encodedSize, digest: '', opens: 'saveOnly', why: code, signaturePresent: null, pages: 0, scans: [], members: [], problems: [problem] }, texts: [] };
  };
  if (!part || skip.has(info.part)) return closed('couldNotBeOpened');
  if (info.encodedSize > limits.attachmentBytes * 1.4) return closed('attachmentTooLarge');
  const bytes = decodePart(content.bytes, part);
  if (bytes.byteLength > Math.min(limits.attachmentBytes, budget)) return closed('attachmentTooLarge');
  const opens = decideAttachment(part.filename ?? info.name, info.contentType, bytes);
  const extracted = await extractAttachment(bytes, { name: info.name, contentType: info.contentType }, tools);
  const facts: AttachmentFacts = {
    ...known,
    size: bytes.byteLength,
    digest: await sha256Hex(bytes),
    opens: opens.kind,
    why: opens.kind === 'saveOnly' ? opens.why : null,
    signaturePresent: extracted.signaturePresent,
    pages: extracted.pages.length,
    scans: extracted.scans,
    members: [],
    problems: extracted.problems.map((problem) => ({ ...problem, part: info.part })),
  };
  const texts = extracted.pages.map((page) => ({ source: { kind: 'attachment' as const, part: info.part, page: page.page }, text: page.text }));
  return { facts, texts };
}

async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
