import type { ExtractTools } from '../../core/extract/extract-attachment';
import type { Digest, LetterId } from '../../core/model/ids';
import type { PictureReading } from '../ocr/ocr-messages';
import type { verifyFile } from '../../core/verify/verify-file';
import type { AskMain } from './ask-main';

/** What ingest needs from around it. */
export interface IngestParts {
  readonly ask: AskMain;
  /** a letter is being opened; null: no more */
  readonly busy: (letter: string | null) => void;
  /** the raw letter, null where the vault has none that opens */
  readonly fetchLetter: (id: LetterId) => Promise<Uint8Array | null>;
  /** bytes that the journal names by digest, null where they are gone */
  readonly fetchEvidence: (digest: Digest) => Promise<Uint8Array | null>;
  /** checks one signed file; absent: as core does it */
  readonly verifyFile?: typeof verifyFile;
  /** the PDF engine is loaded with the first attachment */
  readonly tools: () => Promise<ExtractTools>;
  /** an engine that failed once is not handed out again */
  readonly dropTools?: () => void;
  /** reads pictures beside everything else; absent: none are read */
  readonly pictures?: PictureReading;
  /** what a person waits for, done before every step */
  readonly visibleFirst?: () => Promise<void>;
  /** our keys are others than before: what they opened is to be forgotten */
  readonly keysChanged?: () => void;
  /** name of the databases */
  readonly storeName: string;
}
