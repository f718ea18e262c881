import type { JournalledCorrection } from '../model/correction';
import type { UnitId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import type { Unit } from '../model/unit';

/** What a person taught the program: the directory of units, corrections, rules that were stopped. Applied when a letter is shown, never stored in its facts. */
export interface Knowledge {
  readonly units: Readonly<Record<UnitId, Unit>>;
  /** of all letters that are not erased, oldest first */
  readonly corrections: readonly JournalledCorrection[];
  readonly stoppedRules: readonly string[];
}

export const noKnowledge: Knowledge = { units: {}, corrections: [], stoppedRules: [] };

export function foldKnowledge(knowledge: Knowledge, event: JournalEvent): Knowledge {
  switch (event.kind) {
    case 'units.saved':
      return { ...knowledge, units: { ...knowledge.units, ...Object.fromEntries(event.units.map((unit) => [unit.unitId, unit])) } };
    case 'units.removed': {
      const gone = new Set<string>(event.unitIds);
      return { ...knowledge, units: Object.fromEntries(Object.entries(knowledge.units).filter(([id]) => !gone.has(id))) };
    }
    case 'field.corrected':
      return { ...knowledge, corrections: [...knowledge.corrections, { ...event.correction, letterId: event.letterId, at: event.at }] };
    // sealed with the key of its letter: were it heeded for another one, it would count until that letter is erased
    case 'correction.undone': {
      const corrections = knowledge.corrections.filter((one) => one.correctionId !== event.correctionId || one.letterId !== event.letterId);
      return corrections.length === knowledge.corrections.length ? knowledge : { ...knowledge, corrections };
    }
    // events about an erased letter can no longer be read: what was learned from it must not depend on when the journal is folded
    case 'letter.erased':
      return knowledge.corrections.some((one) => one.letterId === event.letterId)
        ? { ...knowledge, corrections: knowledge.corrections.filter((one) => one.letterId !== event.letterId) }
        : knowledge;
    case 'rule.stopped':
      return { ...knowledge, stoppedRules: [...knowledge.stoppedRules.filter((id) => id !== event.ruleId), ...(event.stopped ? [event.ruleId] : [])] };
    case 'device.created':
    case 'account.connected':
    case 'account.changed':
    case 'account.removed':
    case 'folders.seen':
    case 'letter.kept':
    case 'letter.located':
    case 'letter.damaged':
    case 'letter.displayed':
    case 'letters.flagged':
    case 'letters.gone':
    case 'act.asked':
    case 'act.settled':
    case 'act.dismissed':
    case 'receipt.moved':
    case 'ingest.attempted':
    case 'ingest.finished':
    case 'policy.loaded':
    case 'anchor.added':
    case 'anchor.removed':
    case 'evidence.kept':
    case 'key.imported':
    case 'key.removed':
    case 'verdict.accepted':
    case 'draft.created':
    case 'draft.discarded':
    case 'register.opened':
    case 'register.changed':
    case 'number.reserved':
    case 'numbers.blocked':
    case 'number.voided':
    case 'document.issued':
    case 'paper.dispatched':
    case 'mail.queued':
    case 'mail.moved':
    case 'alarm.settled':
    case 'letter.registered':
    case 'letter.refused':
    case 'letter.progressed':
      return knowledge;
  }
}
