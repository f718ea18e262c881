import type { Recognition, SourceText } from '../model/document';
import { toDocument } from './found';
import { prepareText } from './prepare-text';
import { readVietnamese } from './vietnamese/read-vietnamese';

export function recognise(sources: readonly SourceText[]): Recognition {
  const documents = sources.flatMap((source) => {
    const text = prepareText([source]);
    const { reading, isOfficial } = readVietnamese(text);
    return isOfficial ? [toDocument(reading, text)] : [];
  });
  return { isOfficial: documents.length > 0, documents };
}
