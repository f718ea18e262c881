import type { Recognition, SourceText } from '../model/document';
import { toDocument } from './found';
import { prepareText } from './prepare-text';
import { readVietnamese } from './vietnamese/read-vietnamese';
import { readThai } from './thai/read-thai';
import { readMalay } from './malay/read-malay';

export function recognise(sources: readonly SourceText[]): Recognition {
  const documents = sources.flatMap((source) => {
    const text = prepareText([source]);
    for (const read of [readVietnamese, readThai, readMalay]) {
      const { reading, isOfficial } = read(text);
      if (isOfficial) return [toDocument(reading, text)];
    }
    return [];
  });
  return { isOfficial: documents.length > 0, documents };
}
