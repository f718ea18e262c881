import { useEffect, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftFile } from '../../core/model/draft';
import type { Digest, DraftId } from '../../core/model/ids';
import type { ReadDraftFile } from '../../core/outgoing/read-draft-file';
import { WorkClient } from './work/work-client';

/** bytes of a file that is read for the checks; a larger one is none that a clerk wrote */
const largestRead = 48 * 1024 * 1024;
/** files whose text is held */
const mostHeld = 60;
const held = new Map<Digest, ReadDraftFile>();

/** What is read of each file; missing: not yet. A file that cannot be read counts as one without text. */
export function useReadFiles(bridge: AppBridge, draftId: DraftId, files: readonly DraftFile[]): ReadonlyMap<Digest, ReadDraftFile> {
  const [read, setRead] = useState<ReadonlyMap<Digest, ReadDraftFile>>(() => new Map(held));
  useEffect(() => {
    const wanted = files.filter(({ digest }) => !held.has(digest));
    if (wanted.length === 0) {
      setRead(new Map(held));
      return undefined;
    }
    let left = false;
    const work = new WorkClient();
    const open = async (file: DraftFile): Promise<ReadDraftFile> => {
      const nothing: ReadDraftFile = { name: file.name, text: '', documents: [], receivers: [], signer: null };
      if (file.size > largestRead) return nothing;
      const bytes = await bridge.ask('draft.file', { draftId, fileId: file.fileId });
      // a file that ends the worker is sent as any other: what it says is then for people to see
      return bytes.ok ? await work.ask('read', bytes.value, file.name, file.mediaType).catch(() => nothing) : nothing;
    };
    const readAll = async () => {
      for (const file of wanted) {
        const text = await open(file);
        if (left) return;
        held.set(file.digest, text);
        for (const oldest of held.keys()) {
          if (held.size <= mostHeld) break;
          held.delete(oldest);
        }
        setRead(new Map(held));
      }
    };
    readAll().catch((cause: unknown) => reportError(cause)).finally(() => work.close());
    return () => {
      left = true;
      work.close();
    };
  }, [bridge, draftId, files]);
  return read;
}
