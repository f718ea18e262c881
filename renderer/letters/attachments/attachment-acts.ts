import type { Result } from '../../../core/base/result';
import type { AppBridge } from '../../../core/contract/bridge';
import type { FileFailure } from '../../../core/contract/commands';
import type { LetterId } from '../../../core/model/ids';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';
import { fileOf } from './attachment-lines';
import type { AttachmentLine } from './attachment-lines';
import { fileBytesOf } from './file-bytes';
import { openLetter } from './letter-bytes';

/** What to tell the person; null when they cancelled, or when the opened file speaks for itself. */
export type ActOutcome = { readonly words: Words; readonly good: boolean } | null;

/** A file of a letter, decoded. */
export interface NamedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** null: one of them cannot be read */
export async function unpackFiles(letterId: LetterId, lines: readonly AttachmentLine[]): Promise<readonly NamedFile[] | null> {
  const letter = lines.every(({ member }) => member !== undefined) ? null : await openLetter(letterId);
  const files: NamedFile[] = [];
  for (const line of lines) {
    const bytes = await fileBytesOf(letter, { letterId, ...fileOf(line) });
    if (!bytes.ok) return null;
    files.push({ name: line.name.slice(0, 255), contentType: line.contentType.slice(0, 255), bytes: bytes.value });
  }
  return files;
}

export const unreadable: ActOutcome = { words: words('fileFailure.notReadable'), good: false };

export async function openAttachment(bridge: AppBridge, letterId: LetterId, line: AttachmentLine): Promise<ActOutcome> {
  const file = (await unpackFiles(letterId, [line]))?.[0];
  return file === undefined ? unreadable : openFile(bridge, file);
}

export async function openFile(bridge: AppBridge, file: NamedFile): Promise<ActOutcome> {
  const answer = await bridge.ask('attachment.open', file);
  return answer.ok ? null : { words: words(`fileFailure.${answer.failure.code}`), good: false };
}

export async function saveAttachment(bridge: AppBridge, letterId: LetterId, line: AttachmentLine): Promise<ActOutcome> {
  const file = (await unpackFiles(letterId, [line]))?.[0];
  return file === undefined ? unreadable : saveFile(bridge, file);
}

export async function saveFile(bridge: AppBridge, file: NamedFile): Promise<ActOutcome> {
  return savedWords(await bridge.ask('attachment.save', file));
}

export async function saveAllAttachments(bridge: AppBridge, letterId: LetterId, lines: readonly AttachmentLine[]): Promise<ActOutcome> {
  const files = await unpackFiles(letterId, lines);
  if (files === null) return unreadable;
  return savedWords(await bridge.ask('attachment.saveAll', { files: [...files] }));
}

function savedWords(answer: Result<string | null, FileFailure>): ActOutcome {
  if (!answer.ok) return { words: words(`fileFailure.${answer.failure.code}`), good: false };
  return answer.value === null ? null : { words: words('attachment.savedTo', { path: answer.value }), good: true };
}
