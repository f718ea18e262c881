import type { OfficialDocument, Recognition, SourceText } from '../model/document';
import { limits } from '../base/limits';
import { emptyReading, toDocument } from './found';
import { addDocument, mergeDocuments } from './merge-documents';
import { numberKey } from './number-symbol';
import { prepareText } from './prepare-text';
import type { PreparedText } from './prepare-text';
import { isCoveringNote, isReply, quotedFrom, readCoveringNote, readFileName, readSubject } from './read-subject';
import { readMalay } from './malay/read-malay';
import { readThai } from './thai/read-thai';
import { readDeadline } from './vietnamese/deadline';
import { readVietnamese } from './vietnamese/read-vietnamese';
import { splitDocuments } from './vietnamese/split-documents';

const foreignReaders = [readThai, readMalay] as const;

/** The documents of one text, in its order: one file may hold a letter and the decision it sends. */
function readText(text: PreparedText): readonly OfficialDocument[] {
  const documents: OfficialDocument[] = [];
  for (const part of splitDocuments(text, (one) => readVietnamese(one).isOfficial)) {
    const { reading, isOfficial } = readVietnamese(part);
    if (isOfficial) documents.push(toDocument(reading, part));
  }
  if (documents.length > 0) return documents;
  for (const read of foreignReaders) {
    const { reading, isOfficial } = read(text);
    if (isOfficial) return [toDocument(reading, text)];
  }
  return [];
}

const pageOf = ({ source }: SourceText): number => (source.kind === 'attachment' ? source.page ?? 0 : 0);

/** Pages of one file belong together, those read from pictures in their place; each part, and each file of an archive, is a text of its own. */
function groupByPart(sources: readonly SourceText[]): readonly PreparedText[] {
  const parts = new Map<string, SourceText[]>();
  for (const item of sources) {
    const key = `${'part' in item.source ? item.source.part : ''}\n${'member' in item.source ? item.source.member : ''}`;
    const pages = parts.get(key);
    if (pages === undefined) parts.set(key, [item]);
    else pages.push(item);
  }
  return [...parts.values()].map((pages) => prepareText(pages.sort((left, right) => pageOf(left) - pageOf(right))));
}

function withoutQuote(item: SourceText): SourceText {
  const from = quotedFrom(prepareText([item]));
  return from === null ? item : { ...item, text: item.text.slice(0, from) };
}

const ofKind = (sources: readonly SourceText[], kind: SourceText['source']['kind']): readonly SourceText[] =>
  sources.filter((item) => item.source.kind === kind);

/**
 * The subject names the document of the letter: it completes one that was read, or stands alone when the file could
 * not be read (a scan) and something is handed over at all.
 */
function withSubject(documents: readonly OfficialDocument[], named: OfficialDocument): readonly OfficialDocument[] {
  const key = named.number === null ? null : numberKey(named.number);
  const cited = documents.some((document) => document.cites.some((cite) => numberKey(cite.number) === key));
  const only = documents.length === 1 ? documents[0] : undefined;
  if (only !== undefined && only.number === null && !cited) return [mergeDocuments(only, named)];
  return cited ? documents : addDocument(documents, named);
}

/** "Đề nghị gửi báo cáo trước ngày …" in the mail around its only document, where the document names no day itself. */
function withCoverDeadline(documents: readonly OfficialDocument[], bodies: readonly PreparedText[]): readonly OfficialDocument[] {
  const [only] = documents;
  if (only === undefined || documents.length > 1 || only.deadline !== null || only.system === 'normative' || only.system === 'assembly') return documents;
  for (const text of bodies) {
    const deadline = isCoveringNote(text) ? readDeadline(text, only.date, false, 0, null) : null;
    if (deadline !== null) return [mergeDocuments(only, toDocument({ ...emptyReading, deadline: { ...deadline, rule: 'covering-note', confidence: Math.min(deadline.confidence, 0.6) } }, text))];
  }
  return documents;
}

/**
 * Finds the official documents of one letter. Attachments speak first, then bodies, then the subject: the file is the
 * document, the mail around it only a cover. Pure; time grows with the length of the texts, each of which is
 * read up to `limits.recogniseChars`. Evidence offsets count UTF-16 units of the texts as given.
 */
export function recognise(sources: readonly SourceText[]): Recognition {
  let documents: readonly OfficialDocument[] = [];
  const attachments = groupByPart(ofKind(sources, 'attachment'));
  const [subject] = groupByPart(ofKind(sources, 'subject'));
  // A reply quotes the letter it answers without being that letter.
  const answers = subject !== undefined && isReply(subject);
  const bodies = groupByPart(ofKind(sources, 'body').map((item) => (answers ? withoutQuote(item) : item)));
  for (const text of [...attachments, ...bodies]) {
    if (documents.length >= limits.recogniseDocuments) break;
    for (const document of readText(text)) if (documents.length < limits.recogniseDocuments) documents = addDocument(documents, document);
  }
  const handsOver = attachments.length > 0 || ofKind(sources, 'attachmentName').length > 0;
  if (subject !== undefined) {
    const reading = readSubject(subject);
    const accepted = handsOver || (!answers && bodies.some(isCoveringNote));
    if (reading !== null && (accepted || documents.length > 0)) documents = withSubject(documents, toDocument(reading, subject));
  }
  if (documents.length === 0 && handsOver) {
    for (const body of bodies) {
      const reading = readCoveringNote(body);
      if (reading !== null) documents = addDocument(documents, toDocument(reading, body));
    }
  }
  if (documents.length === 0 && !answers && bodies.some(isCoveringNote)) {
    for (const name of groupByPart(ofKind(sources, 'attachmentName'))) {
      const reading = readFileName(name);
      if (reading !== null) documents = addDocument(documents, toDocument(reading, name));
    }
  }
  documents = withCoverDeadline(documents, bodies);
  return { isOfficial: documents.length > 0, documents };
}
