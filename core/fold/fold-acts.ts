import type { ActRecord } from '../model/act';
import type { JournalEvent } from '../model/journal';

export type ActEvent = Extract<JournalEvent, { readonly kind: 'act.asked' | 'act.settled' | 'act.dismissed' }>;

/** Acts of one letter that still matter: those that wait, and those that failed and were not put aside. */
export function foldAct(acts: readonly ActRecord[], event: ActEvent): readonly ActRecord[] {
  switch (event.kind) {
    case 'act.asked':
      return acts.some(({ act }) => act.actId === event.act.actId) ? acts : [...acts, { act: event.act, askedAt: event.at, outcome: null, dismissed: false }];
    case 'act.settled':
      return event.outcome.state === 'conflict'
        ? acts.map((one) => (one.act.actId === event.actId ? { ...one, outcome: event.outcome } : one))
        : acts.filter(({ act }) => act.actId !== event.actId);
    case 'act.dismissed':
      return acts.filter(({ act }) => act.actId !== event.actId);
  }
}
