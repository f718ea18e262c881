import { randomBytes } from 'node:crypto';
import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import { fail, ok } from '../../core/base/result';
import type { Correction } from '../../core/model/correction';
import type { CorrectionId } from '../../core/model/ids';
import type { Books } from '../open-books';

export type KnowledgeHandlers = Pick<Handlers<AppCommands>, 'field.correct' | 'correction.undo' | 'rule.stop' | 'units.save' | 'units.remove'>;

/** What a person teaches the program: corrections, rules, units. Journalled as it was said; what follows from it is derived. */
export function knowledgeHandlers(books: () => Pick<Books, 'journal' | 'places'>): KnowledgeHandlers {
  return {
    'field.correct': async ({ letterId, correction: asked }) => {
      const { journal, places } = books();
      if (places.letter(letterId) === null) return fail({ code: 'noSuchLetter' });
      if (asked.was === asked.value) return fail({ code: 'nothingToDo' });
      const correctionId = randomBytes(8).toString('hex') as CorrectionId;
      const correction: Correction = { correctionId, ...asked };
      await journal.append({ kind: 'field.corrected', letterId, correction });
      return ok(correctionId);
    },
    'correction.undo': async ({ letterId, correctionId }) => {
      await books().journal.append({ kind: 'correction.undone', letterId, correctionId });
      return null;
    },
    'rule.stop': async ({ ruleId, stopped }) => {
      await books().journal.append({ kind: 'rule.stopped', ruleId, stopped });
      return null;
    },
    'units.save': async ({ units }) => {
      await books().journal.append({ kind: 'units.saved', units });
      return null;
    },
    'units.remove': async ({ unitIds }) => {
      await books().journal.append({ kind: 'units.removed', unitIds });
      return null;
    },
  };
}
