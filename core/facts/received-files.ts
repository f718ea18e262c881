import { limits } from '../base/limits';
import { decodePart } from '../letter/decode-part';
import { findPart } from '../letter/find-part';
import type { Digest } from '../model/ids';
import type { ReceivedFile } from '../model/receipt';
import type { LetterContent } from './open-content';
import { sha256Hex } from './read-file';

/**
 * Attachments with their digests, for the receipt that says what arrived: nothing is opened for it, so it need not wait for the second stage. Empty
 * where not all of them could be told: half a list would look like a loss on the way.
 */
export async function receivedFiles({ bytes, parsed }: LetterContent): Promise<readonly ReceivedFile[]> {
  // what is still encrypted here are other bytes than were sent
  if (parsed.problems.some(({ code }) => code.startsWith('encrypted'))) return [];
  const listed = parsed.attachments.filter(({ inline }) => !inline);
  const total = listed.reduce((sum, { encodedSize }) => sum + encodedSize, 0);
  if (listed.length > limits.noticeFiles || total > limits.attachmentTotalBytes) return [];
  const files: ReceivedFile[] = [];
  for (const { part: id, name } of listed) {
    const part = findPart(parsed.root, id);
    if (part === null) return [];
    files.push({ name: name.slice(0, 255), digest: (await sha256Hex(decodePart(bytes, part))) as Digest });
  }
  return files;
}
