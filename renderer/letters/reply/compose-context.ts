import { createContext } from 'react';
import type { Draft } from '../../../core/model/draft';
import type { NamedFile } from '../attachments/attachment-acts';

/** A letter that somebody wants to write because of one that is read. */
export interface ComposeRequest {
  readonly draft: Draft;
  /** files of the letter that go along, read when they are wanted; null from it: they cannot be read */
  readonly files: (() => Promise<readonly NamedFile[] | null>) | null;
}

/** Where letters are written; null: nowhere from here. */
export const ComposeContext = createContext<((request: ComposeRequest) => void) | null>(null);
