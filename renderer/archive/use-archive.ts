import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { ExportReport, FileFailure, ImportReport } from '../../core/contract/commands';
import type { AccountId } from '../../core/model/ids';
import type { LetterView } from '../store/letter-view';
import type { StorePort } from '../store/store-port';
import { runExport, type ExportWish } from './run-export';

export type ArchiveOutcome =
  | { readonly kind: 'imported'; readonly report: ImportReport }
  | { readonly kind: 'exported'; readonly report: ExportReport }
  /** null: a fault of the program */
  | { readonly kind: 'failed'; readonly code: FileFailure['code'] | null };

export interface Archive {
  readonly running: { readonly doing: 'import' | 'export'; readonly done: number; readonly total: number | null } | null;
  readonly outcome: ArchiveOutcome | null;
  readonly importFrom: (accountId: AccountId, what: 'files' | 'folder', paths: readonly string[] | null) => void;
  readonly exportTo: (wish: ExportWish) => void;
  readonly cancel: () => void;
}

/** The import or export that runs, and what became of the last one; lives as long as the window, whichever room is open. */
export function useArchive(bridge: AppBridge, store: StorePort | null, describe: (view: LetterView) => string): Archive {
  const [running, setRunning] = useState<Archive['running']>(null);
  const [outcome, setOutcome] = useState<ArchiveOutcome | null>(null);
  const isCancelled = useRef(false);
  useEffect(() => bridge.on('archive.progress', (progress) => {
    // batches of an export are summed up here, and only their end is the end
    if (progress?.doing === 'import') setRunning((before) => (before === null ? before : progress));
  }), [bridge]);

  const run = useCallback((doing: 'import' | 'export', work: () => Promise<ArchiveOutcome | null>) => {
    isCancelled.current = false;
    setOutcome(null);
    setRunning({ doing, done: 0, total: null });
    work()
      .catch((): ArchiveOutcome => ({ kind: 'failed', code: null }))
      .then((made) => {
        setOutcome(made);
        setRunning(null);
      }, () => setRunning(null));
  }, []);

  const importFrom = useCallback<Archive['importFrom']>((accountId, what, paths) => run('import', async () => {
    const answer = await bridge.ask('archive.import', { accountId, what, paths: paths === null ? null : [...paths] });
    if (!answer.ok) return { kind: 'failed', code: answer.failure.code };
    return answer.value === null ? null : { kind: 'imported', report: answer.value };
  }), [bridge, run]);

  const exportTo = useCallback<Archive['exportTo']>((wish) => {
    if (store === null) return;
    run('export', async () => {
      const onProgress = (done: number, total: number) => setRunning({ doing: 'export', done, total });
      const answer = await runExport(wish, { bridge, store, describe, onProgress, isCancelled: () => isCancelled.current });
      if (!answer.ok) return { kind: 'failed', code: answer.failure.code };
      return answer.value === null ? null : { kind: 'exported', report: answer.value };
    });
  }, [bridge, store, describe, run]);

  const cancel = useCallback(() => {
    isCancelled.current = true;
    bridge.ask('archive.cancel', {}).catch(() => setOutcome({ kind: 'failed', code: null }));
  }, [bridge]);

  return { running, outcome, importFrom, exportTo, cancel };
}
