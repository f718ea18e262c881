import { stateOfMail } from '../../core/fold/outgoing-book';
import type { MailState, OutgoingMail } from '../../core/model/outgoing';

export type StateName = MailState['state'];

/** Messages that were queued at once: a circular is one of these. */
export interface Sending {
  readonly key: string;
  /** never empty, in the order in which they are sent */
  readonly mails: readonly OutgoingMail[];
  readonly counts: Readonly<Record<StateName, number>>;
  readonly group: SendingGroup;
}

export type SendingGroup = 'attention' | 'waiting' | 'over';
export const sendingGroups: readonly SendingGroup[] = ['attention', 'waiting', 'over'];

/** Newest sending first. What needs a person goes before what waits, and that before what is over. */
export function groupSendings(mails: readonly OutgoingMail[]): readonly Sending[] {
  const known = new Map<string, OutgoingMail[]>();
  for (const one of mails) {
    const key = one.mail.together?.id ?? `${one.mail.batch} ${one.queuedAt}`;
    known.set(key, [...(known.get(key) ?? []), one]);
  }
  const sendings = [...known].map(([key, members]): Sending => {
    const counts = { waiting: 0, handing: 0, sent: 0, failed: 0, unknown: 0, takenBack: 0 };
    for (const one of members) counts[stateOfMail(one).state] += 1;
    return { key, mails: members, counts, group: counts.failed + counts.unknown > 0 ? 'attention' : counts.waiting + counts.handing > 0 ? 'waiting' : 'over' };
  });
  return sendings.reverse();
}

/** Those of a sending in one of these states. */
export function idsIn({ mails }: Pick<Sending, 'mails'>, states: readonly StateName[]): readonly OutgoingMail['mail']['outgoingId'][] {
  return mails.filter((one) => states.includes(stateOfMail(one).state)).map(({ mail }) => mail.outgoingId);
}
