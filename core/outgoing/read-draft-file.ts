import { extractAttachment, type ExtractTools } from '../extract/extract-attachment';
import type { ReadFile } from '../guard/guard';
import type { PartId } from '../model/ids';
import { recognise } from '../recognise/recognise';

/** A file of a draft as its checks need it. */
export interface ReadDraftFile extends ReadFile {
  /** units that its documents name in "Kính gửi" and "Nơi nhận" */
  readonly receivers: readonly string[];
  readonly signer: { readonly name: string; readonly title: string } | null;
}

/** characters that are looked at for words and lists; a document longer than that is a book */
const mostCharacters = 400_000;

/** Text of a file that goes along, and the documents recognised in it; never throws on content. */
export async function readDraftFile(bytes: Uint8Array, name: string, mediaType: string, tools: ExtractTools): Promise<ReadDraftFile> {
  const { pages } = await extractAttachment(bytes, { name, contentType: mediaType }, tools);
  const part = '2' as PartId;
  const { documents } = recognise(pages.map(({ page, text }) => ({ source: { kind: 'attachment', part, page }, text })));
  const [first] = documents;
  return {
    name, text: pages.map(({ text }) => text).join('\n').slice(0, mostCharacters),
    documents: documents.map(({ secrecy, summary, type }) => ({ secrecy, summary, type })),
    receivers: documents.flatMap(({ addressees }) => addressees),
    signer: first?.signer == null ? null : { name: first.signer, title: first.signerTitle ?? '' },
  };
}
