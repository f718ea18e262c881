import type { AttachmentInfo } from '../../../core/model/letter';

/** The picture that the HTML names by content id (RFC 2392); null where the letter has none of that name, or none that is shown in place. */
export function namedPicture(attachments: readonly AttachmentInfo[], contentId: string): AttachmentInfo | null {
  const wanted = bareContentId(contentId);
  const found = attachments.find((one) => one.contentId !== undefined && bareContentId(one.contentId) === wanted);
  return found !== undefined && /^image\/(png|jpeg|gif|webp|bmp)$/.test(found.contentType) ? found : null;
}

function bareContentId(id: string): string {
  const bare = id.replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    // a stray percent sign: the name is taken as written
    return bare;
  }
}
