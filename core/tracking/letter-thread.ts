import { foldHash } from '../base/fold-hash';
import { limits } from '../base/limits';
import type { LetterHeader } from '../model/letter';

/** Message-IDs by short names: a row of the list is held in memory, and ids are long. */
export interface LetterThread {
  /** null: it names none */
  readonly self: string | null;
  /** what it directly answers: In-Reply-To, else the last of References */
  readonly answers: readonly string[];
  /** everything it refers to, oldest first, `answers` included */
  readonly refers: readonly string[];
}

/** @param messageId with angle brackets; compared as written but for blanks (RFC 5322, 3.6.4) */
export function threadName(messageId: string): string {
  return foldHash(messageId.trim());
}

export function letterThread({ messageId, inReplyTo, references }: Pick<LetterHeader, 'messageId' | 'inReplyTo' | 'references'>): LetterThread {
  const named = inReplyTo.slice(0, limits.noticeIds).map(threadName);
  const known = references.length <= limits.noticeIds ? references : [...references.slice(0, 1), ...references.slice(1 - limits.noticeIds)];
  const refers = known.map(threadName);
  const last = refers.at(-1);
  return {
    self: messageId === null ? null : threadName(messageId),
    answers: named.length > 0 ? named : last === undefined ? [] : [last],
    refers: [...new Set([...refers, ...named])],
  };
}
