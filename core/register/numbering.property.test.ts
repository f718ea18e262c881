import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRegisters } from './merge-registers';
import { FoldedRegisters } from './fold-register';
import { registerRows } from './register-view';
import { book, day, deviceA, deviceB, draftNo, openDesk, RegisterDesk, registerId } from './fixtures/register-desk';

type Step =
  | { readonly do: 'reserve' | 'issue'; readonly at: 'A' | 'B'; readonly draft: number; readonly crash: boolean; readonly early: number; readonly block: 'phòng' | 'xã' | null }
  | { readonly do: 'void'; readonly at: 'A' | 'B'; readonly number: number; readonly crash: boolean }
  | { readonly do: 'block'; readonly count: number; readonly forB: boolean; readonly crash: boolean }
  | { readonly do: 'day' }
  | { readonly do: 'restart' };

const at = fc.constantFrom('A' as const, 'B' as const);
const crash = fc.boolean();
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('reserve' as const), at, draft: fc.nat(14), crash: fc.nat(5).map((n) => n === 0), early: fc.nat(3), block: fc.constantFrom(null, 'phòng' as const, 'xã' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const), at, draft: fc.nat(14), crash: fc.nat(5).map((n) => n === 0), early: fc.constant(0), block: fc.constant(null) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), at, number: fc.integer({ min: 1, max: 25 }), crash }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), count: fc.integer({ min: 1, max: 4 }), forB: fc.boolean(), crash }) },
  { weight: 1, arbitrary: fc.constant({ do: 'day' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
);

const days = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-04'].map(day);
const before = (today: string, early: number) => day(new Date(Date.parse(`${today}T00:00:00Z`) - early * 86_400_000).toISOString().slice(0, 10));

/** Two profiles: A gives the numbers of the register, B only those of blocks it was handed. Drafts of B have numbers of their own kind. */
function run(steps: readonly Step[]): { readonly a: RegisterDesk; readonly b: RegisterDesk } {
  const a = openDesk();
  const b = new RegisterDesk(deviceB);
  b.append({ kind: 'register.opened', book });
  let index = 0;
  a.today = b.today = days[0] ?? day('2026-12-28');
  for (const one of steps) {
    switch (one.do) {
      case 'reserve':
      case 'issue': {
        const desk = one.at === 'A' ? a : b;
        const draftId = draftNo(one.draft + (one.at === 'A' ? 0 : 100));
        if (one.do === 'reserve') desk.reserve({ draftId, date: before(desk.today, one.early), block: one.block }, one.crash);
        else desk.issue(draftId, one.crash);
        break;
      }
      case 'void':
        (one.at === 'A' ? a : b).void({ registerId, year: Number(a.today.slice(0, 4)), number: one.number }, 'Ghi nhầm', one.crash);
        break;
      case 'block': {
        const made = a.block(one.count, one.forB ? 'xã' : 'phòng', one.forB ? deviceB : null, undefined, one.crash);
        // handed over on a stick: B journals what it was given
        if (made.ok && one.forB && !one.crash) b.append(made.value);
        break;
      }
      case 'day':
        index = Math.min(index + 1, days.length - 1);
        a.today = b.today = days[index] ?? a.today;
        break;
      case 'restart':
        a.restart();
        b.restart();
        break;
    }
  }
  return { a, b };
}

const given = (folded: FoldedRegisters) => [...(folded.of(registerId)?.years ?? [])].flatMap(([, numbers]) => [...numbers.values()]);

describe('any interleaving of reserving, issuing, voiding, blocks, crashes and two machines', () => {
  it('gives no number twice, gives no voided number again, and leaves a number with its draft', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { a, b } = run(steps);
      const merged = mergeRegisters([{ device: deviceA, events: a.events }, { device: deviceB, events: b.events }]);
      const places = given(merged);
      for (const entries of places) expect(entries).toHaveLength(1);
      const living = new Map<string, number>();
      for (const entry of places.flat()) if (entry.draftId !== null && entry.state.state !== 'void') living.set(entry.draftId, (living.get(entry.draftId) ?? 0) + 1);
      expect([...living.values()].every((count) => count === 1)).toBe(true);
    }), { numRuns: 600 });
  });

  it('keeps the running sequence in the order of its dates and without a hole, beginning anew on the first of January', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { a } = run(steps);
      const register = a.folded.of(registerId);
      for (const [year, numbers] of register?.years ?? []) {
        const running = [...numbers].filter(([, [first]]) => first?.isOfBlock === false).sort(([x], [y]) => x - y);
        const dates = running.flatMap(([, entries]) => entries.flatMap(({ date }) => (date === null ? [] : [date])));
        expect(dates).toEqual([...dates].sort());
        expect(dates.every((date) => date.startsWith(String(year)))).toBe(true);
        const taken = new Set([...numbers.keys(), ...(register?.blocks ?? []).filter((block) => block.year === year).flatMap((block) => Array.from({ length: block.to - block.from + 1 }, (_, offset) => block.from + offset))]);
        expect([...taken].sort((x, y) => x - y)).toEqual(Array.from(taken, (_, offset) => offset + 1));
      }
    }), { numRuns: 400 });
  });

  it('is a fold of the journal: folded anew it is the same, and folded twice it is still the same', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { a } = run(steps);
      const anew = new FoldedRegisters();
      for (const event of a.events) anew.apply(event, deviceA);
      expect(anew.of(registerId)).toEqual(a.folded.of(registerId));
      for (const event of a.events) anew.apply(event, deviceA);
      expect(registerShape(anew)).toEqual(registerShape(a.folded));
    }), { numRuns: 200 });
  });

  it('shows every number that two machines gave against the rule, whichever journal is read first', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (fromA, fromB) => {
      const a = openDesk();
      const copy = new RegisterDesk(deviceA);
      for (const event of a.events) copy.append(event);
      // a profile that was copied believes itself to be the authority
      for (let index = 0; index < fromA; index += 1) a.reserve({ draftId: draftNo(index) });
      for (let index = 0; index < fromB; index += 1) copy.reserve({ draftId: draftNo(100 + index) });
      for (const histories of [[a, copy], [copy, a]]) {
        const merged = mergeRegisters(histories.map(({ events }, which) => ({ device: which === 0 ? deviceA : deviceB, events })));
        const register = merged.of(registerId);
        const doubled = (register ? registerRows(register, 2026, merged) : []).filter(({ isDoubled }) => isDoubled);
        expect(doubled).toHaveLength(2 * Math.min(fromA, fromB));
      }
    }), { numRuns: 50 });
  });
});

function registerShape(folded: FoldedRegisters) {
  const register = folded.of(registerId);
  return register ? [...register.years.keys()].map((year) => registerRows(register, year, folded)) : [];
}
