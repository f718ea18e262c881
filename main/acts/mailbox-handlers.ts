import type { Handlers } from '../../core/contract/bridge';
import type { ActFailure, AppCommands } from '../../core/contract/commands';
import { fail, ok } from '../../core/base/result';
import type { MailAct } from '../../core/model/act';
import type { LetterId } from '../../core/model/ids';
import type { Books } from '../open-books';
import { makeAct } from './make-act';

export type MailboxHandlers = Pick<Handlers<AppCommands>, 'letters.act' | 'act.dismiss' | 'act.again' | 'quota.plan' | 'quota.free'>;

/** What a person does to letters in the mailbox, from command to journal; `MailboxActs` carries it on from there. */
export function mailboxHandlers(books: () => Pick<Books, 'journal' | 'places' | 'quota'>): MailboxHandlers {
  return {
    'letters.act': async ({ letterIds, change, folder }) => {
      const { places, journal } = books();
      const acts: MailAct[] = [];
      let failure: ActFailure = { code: 'nothingToDo' };
      for (const letterId of new Set(letterIds)) {
        const made = makeAct(places, letterId, change, folder ?? null);
        if (made.ok) acts.push(made.value);
        else if (failure.code === 'nothingToDo') failure = made.failure;
      }
      if (acts.length === 0) return fail(failure);
      await journal.append(...acts.map(asked));
      return ok({ acts: acts.length });
    },
    'act.dismiss': async ({ letterId, actId }) => {
      const { places, journal } = books();
      const record = places.acts.get(actId);
      if (record?.act.letterId === letterId && record.outcome !== null) await journal.append({ kind: 'act.dismissed', letterId, actId });
      return null;
    },
    'act.again': async ({ letterId, actId }) => {
      const { places, journal } = books();
      const record = places.acts.get(actId);
      if (record?.act.letterId !== letterId || record.outcome === null) return null;
      const again = makeAgain(books(), letterId, record.act);
      // what came true by itself, or can no longer be done, is over
      await journal.append({ kind: 'act.dismissed', letterId, actId }, ...(again === null ? [] : [asked(again)]));
      return null;
    },
    'quota.plan': async ({ accountId, olderThanDays }) => books().quota.plan(accountId, olderThanDays),
    'quota.free': async ({ accountId, planId }) => books().quota.free(accountId, planId),
  };
}

function makeAgain({ places }: Pick<Books, 'places'>, letterId: LetterId, act: MailAct): MailAct | null {
  const made = makeAct(places, letterId, act.change, act.seenAt[0]?.folder ?? null);
  if (!made.ok) return null;
  if (act.change.kind !== 'free') return made.value;
  // only the folders that were shown
  const seenAt = made.value.seenAt.filter((location) => act.seenAt.some(({ folder }) => folder === location.folder));
  return seenAt.length === 0 ? null : { ...made.value, seenAt };
}

function asked(act: MailAct): { readonly kind: 'act.asked'; readonly letterId: LetterId; readonly act: MailAct } {
  return { kind: 'act.asked', letterId: act.letterId, act };
}
