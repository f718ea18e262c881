import { useEffect, useRef } from 'react';
import { limits } from '../../core/base/limits';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import type { KeptDraft } from '../../core/model/draft';
import { draftLetter, mayLieInMailbox } from '../../core/outgoing/draft-letter';
import type { FileToSend } from '../../core/outgoing/file-part';

/** how long nothing may be typed before a copy is made */
const quietMillis = 20_000;

/** Hands main a copy of each draft that changed, for the Drafts folder of its mailbox; when it goes there is main's business. */
export function useDraftMirror(bridge: AppBridge, accounts: readonly AccountStatus[]): void {
  const known = useRef(accounts);
  known.current = accounts;
  useEffect(() => {
    const handed = new Map<string, string>();
    let timer = 0;
    let running: Promise<void> = Promise.resolve();
    const hand = async (kept: KeptDraft): Promise<void> => {
      const account = known.current.find(({ accountId }) => accountId === kept.draft.accountId);
      if (kept.queued || account === undefined || handed.get(kept.draft.draftId) === kept.savedAt || !mayLieInMailbox(kept)) return;
      handed.set(kept.draft.draftId, kept.savedAt);
      const files: FileToSend[] = [];
      // in base64 it is a third larger
      if (kept.draft.files.reduce((sum, { size }) => sum + size, 0) > (limits.mirrorBytes * 2) / 3) return;
      for (const { fileId, name, mediaType } of kept.draft.files) {
        const bytes = await bridge.ask('draft.file', { draftId: kept.draft.draftId, fileId });
        if (!bytes.ok) return;
        files.push({ name, mediaType, bytes: bytes.value });
      }
      const message = draftLetter(kept, { name: account.displayName, address: account.address }, files);
      if (message !== null) await bridge.ask('draft.mirror', { draftId: kept.draft.draftId, message: new Uint8Array(message) });
    };
    const run = () => {
      running = running.then(async () => {
        for (const kept of await bridge.ask('draft.list', {})) await hand(kept);
        // books that are being closed, a draft that is gone: the next change tries again
      }).catch(() => undefined);
    };
    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(run, quietMillis);
    };
    soon();
    const leave = bridge.on('drafts.changed', soon);
    return () => {
      window.clearTimeout(timer);
      leave();
    };
  }, [bridge]);
}
