import { useMemo } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppState } from '../../core/contract/commands';
import { isoTime } from '../../core/base/clock';
import { guard } from '../../core/guard/guard';
import type { GuardFinding } from '../../core/guard/guard-finding';
import type { Draft } from '../../core/model/draft';
import type { Digest, IsoDate } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { checkDraft } from '../../core/outgoing/draft-checks';
import { messageBytes } from '../../core/outgoing/draft-files';
import type { ReadDraftFile } from '../../core/outgoing/read-draft-file';
import { localDay } from '../ui/format-time';
import { useMinute } from '../ui/use-minute';
import { useReadFiles } from './use-read-files';
import type { ServerLimits } from './use-size-limit';

export interface Findings {
  readonly all: readonly GuardFinding[];
  /** files whose text is not read yet: more may be found */
  readonly pending: number;
  readonly bytes: number;
  /** what was read of the files, by digest */
  readonly read: ReadonlyMap<Digest, ReadDraftFile>;
}

/** What has to be seen before the letter leaves, kept current while it is written. */
export function useFindings(bridge: AppBridge, draft: Draft, { accounts, policy }: AppState, directory: readonly Unit[], limits: ServerLimits | null, withoutCertificate: readonly string[]): Findings {
  const now = useMinute();
  const { files, body, signWith, encrypt } = draft;
  const read = useReadFiles(bridge, draft.draftId, files);
  const bytes = useMemo(() => messageBytes(files, body, { signed: signWith !== null, encrypted: encrypt }), [files, body, signWith, encrypt]);
  return useMemo(() => {
    const readFiles = files.flatMap((file) => {
      const one = read.get(file.digest);
      return one === undefined ? [] : [{ ...one, name: file.name, role: file.role }];
    });
    const account = accounts.find(({ accountId }) => accountId === draft.accountId);
    const documents = readFiles.filter(({ role }) => role === 'document');
    const checks = checkDraft(draft, {
      directory, today: localDay(now) as IsoDate, now: isoTime(now), maxBytes: limits?.maxBytes ?? null, bytes, receivers: documents.flatMap(({ receivers }) => receivers),
      documentText: documents[0]?.text ?? null, withoutCertificate,
    });
    const guarded = guard(draft, { policy, account: { address: account?.address ?? '' }, files: readFiles });
    const all = [...guarded, ...checks];
    return { all: [...all.filter(({ rule }) => rule === 'block'), ...all.filter(({ rule }) => rule !== 'block')], pending: files.length - readFiles.length, bytes, read };
  }, [draft, files, read, accounts, policy, directory, now, limits, bytes, withoutCertificate]);
}
