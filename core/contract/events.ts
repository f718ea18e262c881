import type { AccountStatus } from '../model/account';

/** Main to renderer: names and payloads. Main is trusted, so types suffice in this direction. */
export interface AppEvents {
  'journal.advanced': { readonly head: number };
  'account.changed': AccountStatus;
  /** the profile was opened, created, or the policy changed: read `app.state` again */
  'app.changed': Record<string, never>;
  /** how far an import or export is; total null: not known yet. null: nothing runs */
  'archive.progress': { readonly doing: 'import' | 'export'; readonly done: number; readonly total: number | null } | null;
  /** read the lists of that room again */
  'drafts.changed': Record<string, never>;
  'outbox.changed': Record<string, never>;
  'registers.changed': Record<string, never>;
  /** tokens or drivers came, went or changed */
  'keys.changed': Record<string, never>;
  /** a notification was clicked: show this letter */
  'letter.show': { readonly letterId: string };
}

export type IngestEvents = Pick<AppEvents, 'journal.advanced' | 'app.changed'>;

export const appEventNames = ['journal.advanced', 'account.changed', 'app.changed', 'archive.progress', 'drafts.changed', 'outbox.changed', 'registers.changed', 'keys.changed', 'letter.show'] as const satisfies readonly (keyof AppEvents)[];
export const ingestEventNames = ['journal.advanced', 'app.changed'] as const satisfies readonly (keyof IngestEvents)[];
