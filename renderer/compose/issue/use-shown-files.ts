import { useEffect, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { PagesOutline } from '../../../core/contract/pages';
import type { DraftFile } from '../../../core/model/draft';
import type { DraftId } from '../../../core/model/ids';
import type { DocumentPlaces } from '../../../core/outgoing/place-signatures';
import type { WorkClient } from '../work/work-client';

/** A file of the draft as it can be looked at. */
export interface ShownFile {
  readonly file: DraftFile;
  readonly bytes: Uint8Array;
  /** null: it has no pages that can be drawn */
  readonly outline: PagesOutline | null;
  /** where number and signatures belong, as far as it was found */
  readonly found: DocumentPlaces;
}

const nothingFound: DocumentPlaces = { person: null, agency: null, number: null, date: null, annex: null };

/** @param files the same array as long as they are the same files @returns null while they are being read */
export function useShownFiles(bridge: AppBridge, work: WorkClient, draftId: DraftId, files: readonly DraftFile[]): readonly ShownFile[] | null {
  const [shown, setShown] = useState<readonly ShownFile[] | null>(null);
  useEffect(() => {
    let isOver = false;
    const open = async () => {
      const opened: ShownFile[] = [];
      for (const file of files) {
        const read = await bridge.ask('draft.file', { draftId, fileId: file.fileId });
        if (!read.ok) continue;
        const outline = await work.ask('outline', read.value);
        opened.push({ file, bytes: read.value, outline: outline.ok ? outline.value : null, found: outline.ok ? await work.ask('places', read.value) : nothingFound });
        if (isOver) return;
      }
      setShown(opened);
    };
    open().catch((cause: unknown) => reportError(cause));
    return () => {
      isOver = true;
    };
  }, [bridge, work, draftId, files]);
  return shown;
}
