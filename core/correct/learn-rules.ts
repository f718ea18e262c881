import { foldHash } from '../base/fold-hash';
import type { Knowledge } from '../fold/knowledge';
import type { CorrectableField, LearnedRule } from '../model/correction';
import { numberKey } from '../recognise/number-symbol';
import { checkValue } from './check-value';
import { netCorrections, type NetCorrection } from './net-corrections';
import { numberParts } from './number-parts';
import { foldedForRule } from './rule-scope';

type Scope = LearnedRule['scope'];

/** One letter's word for a rule. */
interface Lesson {
  readonly net: NetCorrection;
  /** folded */
  readonly was: string | null;
  /** null: this value is none that a rule can give, and yet contradicts one */
  readonly taught: { readonly value: string | null } | null;
}

const known = new WeakMap<Knowledge['corrections'], { readonly stopped: readonly string[]; readonly rules: readonly LearnedRule[] }>();

/**
 * Rules that corrections have come to. The same correction on two letters of one sender is a rule for that sender; on letters of one unit from two
 * senders, a rule for that unit. Later corrections win: one that says otherwise ends a rule, and so does one that changes what the rule made.
 * Sorted by name of the rule; stopped ones are among them.
 */
export function learnRules({ corrections, stoppedRules }: Pick<Knowledge, 'corrections' | 'stoppedRules'>): readonly LearnedRule[] {
  const before = known.get(corrections);
  if (before?.stopped === stoppedRules) return before.rules;
  const nets = netCorrections(corrections);
  const rules = [...rulesOf('sender', nets, stoppedRules), ...rulesOf('unit', nets, stoppedRules)].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  known.set(corrections, { stopped: stoppedRules, rules });
  return rules;
}

function rulesOf(kind: Scope['kind'], nets: readonly NetCorrection[], stopped: readonly string[]): readonly LearnedRule[] {
  const groups = new Map<string, NetCorrection[]>();
  for (const net of nets) {
    const key = kind === 'sender' ? net.sender : net.unitKey;
    if (key === '' || !isTaught(net.field)) continue;
    const name = `${net.field}\n${key}`;
    groups.set(name, [...(groups.get(name) ?? []), net]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : learn({ kind, key: kind === 'sender' ? first.sender : first.unitKey }, first.field, group, stopped);
  });
}

/** @param group corrections of one field in one scope, oldest first */
function learn(scope: Scope, field: CorrectableField, group: readonly NetCorrection[], stopped: readonly string[]): readonly LearnedRule[] {
  const lessons = group.map((net): Lesson => ({ net, was: foldedForRule(field, net.was), taught: taughtBy(field, net) }));
  const wases = new Set(lessons.map(({ was }) => was));
  return [...wases].flatMap((was) => {
    const taught = lessons.findLast((lesson) => lesson.was === was)?.taught;
    if (taught == null) return [];
    const supporters = supportersOf(scope, was, taught.value, madeOf(field, taught.value), lessons);
    if (!isFormed(scope, supporters)) return [];
    const ruleId = foldHash([field, scope.kind, scope.key, was ?? '\0', taught.value ?? '\0'].join('\n'));
    return [{ ruleId, field, scope, was, wasPrinted: printed(field, supporters.at(-1)?.net.was ?? null), value: taught.value, from: supporters.flatMap(({ net }) => net.ids), stopped: stopped.includes(ruleId) }];
  });
}

/** What a rule compares, as a person reads it. */
function printed(field: CorrectableField, was: string | null): string | null {
  return field === 'number' && was !== null ? numberParts(was)?.symbol ?? was : was;
}

/** Who speaks for a rule since the last one who spoke against it: who gave another value, or changed what the rule had made. */
function supportersOf(scope: Scope, was: string | null, value: string | null, made: string | null, lessons: readonly Lesson[]): readonly Lesson[] {
  let supporters: readonly Lesson[] = [];
  for (const lesson of lessons) {
    if (lesson.was === was) supporters = lesson.taught?.value === value ? [...supporters, lesson] : [];
    else if (lesson.was === made && isFormed(scope, supporters)) supporters = [];
  }
  return supporters;
}

function isFormed({ kind }: Scope, supporters: readonly Lesson[]): boolean {
  return new Set(supporters.map(({ net }) => (kind === 'sender' ? net.letterId : net.sender))).size >= 2;
}

const ofOneLetter: ReadonlySet<CorrectableField> = new Set<CorrectableField>(['urgency', 'secrecy', 'signer', 'signerTitle']);

/** Every document has a summary, a day and a deadline of its own. */
function isTaught(field: CorrectableField): boolean {
  return field !== 'summary' && field !== 'date' && field !== 'deadline';
}

/** What the same correction on another letter would have to be; null: it cannot be made there by a rule. */
function taughtBy(field: CorrectableField, { was, value }: NetCorrection): Lesson['taught'] {
  if (!checkValue(field, value).ok) return null;
  if (field === 'number') {
    const [before, after] = [was, value].map((number) => (number === null ? null : numberParts(number)));
    // another counting number was another document's: its symbol is none that was misread
    if (before == null || after == null || before.ordinal !== after.ordinal || before.symbol === after.symbol) return null;
    return { value: after.symbol };
  }
  // a stamp and a signature stand on one letter: only how they are written can be learned, never that they are there or are not
  if (ofOneLetter.has(field) && (was === null || value === null)) return null;
  return { value };
}

/** What a later correction would have before it where the rule was applied. */
function madeOf(field: CorrectableField, value: string | null): string | null {
  return field === 'number' && value !== null ? numberKey(value) : foldedForRule(field, value);
}
