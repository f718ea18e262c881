import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActChange } from '../model/act';
import type { ActId, LetterId } from '../model/ids';
import type { ServerAbilities } from './act-step';
import { ModelDesk, ModelServer, type Failure } from './fixtures/model-mailbox';

const letters = ['a1', 'b2', 'c3'].map((name) => name.repeat(16) as LetterId);
const allCan: readonly ServerAbilities[] = [{ move: true, uidPlus: true }, { move: false, uidPlus: true }];

const changeArb: fc.Arbitrary<ActChange> = fc.oneof(
  fc.record({ kind: fc.constant('flag' as const), flag: fc.constantFrom('\\Seen', '\\Flagged', '$Label'), on: fc.boolean() }),
  fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom('A', 'B', 'INBOX') }),
  fc.constant({ kind: 'delete' as const }),
  fc.record({ kind: fc.constant('junk' as const), isJunk: fc.boolean() }),
);
const actArb = fc.record({ letter: fc.nat(letters.length - 1), change: changeArb });
/** What somebody does at another desk. */
const deedArb = fc.record({ letter: fc.nat(letters.length - 1), deed: fc.constantFrom('A', 'B', 'Trash', 'gone', '+\\Answered', '-\\Seen', '+\\Seen') });
const failureArb: fc.Arbitrary<Failure> = fc.constantFrom(null, null, null, 'before', 'after');

function desk(can: ServerAbilities): ModelDesk {
  const server = new ModelServer(can);
  for (const letterId of letters) server.put('INBOX', letterId);
  const made = new ModelDesk(server);
  made.sync(letters);
  return made;
}

/** As the window does it: the place where the letter is shown, which may be one that an act before brought it to. */
class Person {
  private readonly shown = new Map<LetterId, string | null>(letters.map((letterId) => [letterId, 'INBOX']));
  constructor(private readonly at: ModelDesk) {}

  does({ letter, change }: { readonly letter: number; readonly change: ActChange }): ActId | null {
    const letterId = letters[letter] as LetterId;
    const path = this.shown.get(letterId) ?? null;
    if (path === null) return null;
    const real = this.at.known(letterId).filter(({ location }) => location.folder === path).map(({ location }) => location);
    const seen = real.length > 0 ? real : [{ folder: path, uidValidity: '0', uid: 0 }];
    if (change.kind === 'move') this.shown.set(letterId, change.to);
    if (change.kind === 'delete') this.shown.set(letterId, path === 'Trash' ? null : 'Trash');
    if (change.kind === 'junk') this.shown.set(letterId, change.isJunk ? 'Junk' : 'INBOX');
    return this.at.ask(letterId, change, seen);
  }
}

function someoneElse(server: ModelServer, { letter, deed }: { readonly letter: number; readonly deed: string }): void {
  const letterId = letters[letter] as LetterId;
  const [place] = server.placesOf(letterId);
  if (!place) return;
  if (deed.startsWith('+') || deed.startsWith('-')) {
    const copy = server.at(place.location);
    if (copy) copy.flags = [...copy.flags.filter((flag) => flag !== deed.slice(1)), ...(deed.startsWith('+') ? [deed.slice(1)] : [])];
    return;
  }
  const copy = server.take(place.location);
  if (copy && deed !== 'gone') server.put(deed, letterId, copy.flags);
}

function whatIsThere(server: ModelServer): unknown {
  return letters.map((letterId) => server.placesOf(letterId).map(({ location, flags }) => [location.folder, flags]).sort());
}

describe.each(allCan.flatMap((can) => [{ can, together: false }, { can, together: true }]))('a server that can $can, letters together: $together', ({ can, together }) => {
  test('every interleaving of acts, lost lines and sudden deaths ends where a quiet run ends', () => {
    fc.assert(fc.property(fc.array(actArb, { maxLength: 12 }), fc.array(failureArb, { maxLength: 40 }), (acts, failures) => {
      const quiet = desk(can);
      const person = new Person(quiet);
      for (const act of acts) person.does(act);
      expect(quiet.run()).toBe(true);

      const rough = desk(can);
      const clerk = new Person(rough);
      for (const act of acts) clerk.does(act);
      let at = 0;
      while (!rough.run(() => failures[at++] ?? null, together)) expect(at).toBeLessThan(1000);
      expect(whatIsThere(rough.server)).toEqual(whatIsThere(quiet.server));
      expect([...rough.outcomes.keys()]).toHaveLength(quiet.outcomes.size);
      expect([...rough.outcomes.values()].every(({ state }) => state !== 'conflict')).toBe(true);
    }), { numRuns: 500 });
  });

  test('what others do meanwhile is never undone, and no copy is lost or made twice', () => {
    const turn = fc.oneof(
      fc.record({ do: fc.constant('act' as const), act: actArb }), fc.record({ do: fc.constant('deed' as const), deed: deedArb }),
      fc.constant({ do: 'sync' as const }), fc.record({ do: fc.constant('run' as const), failures: fc.array(failureArb, { maxLength: 12 }), deeds: fc.array(fc.option(deedArb, { freq: 3 }), { maxLength: 12 }) }),
    );
    fc.assert(fc.property(fc.array(turn, { maxLength: 16 }), (turns) => {
      const at = desk(can);
      const person = new Person(at);
      const asked = new Set<ActId>();
      const removed = new Set<LetterId>();
      const answered = new Set<LetterId>();
      const other = (deed: { readonly letter: number; readonly deed: string }): void => {
        const letterId = letters[deed.letter] as LetterId;
        if (deed.deed === 'gone') removed.add(letterId);
        if (deed.deed === '+\\Answered' && at.server.placesOf(letterId).length > 0) answered.add(letterId);
        someoneElse(at.server, deed);
      };
      for (const one of turns) {
        if (one.do === 'act') {
          const actId = person.does(one.act);
          if (actId !== null) asked.add(actId);
          if (one.act.change.kind === 'delete') removed.add(letters[one.act.letter] as LetterId);
        } else if (one.do === 'deed') other(one.deed);
        else if (one.do === 'sync') at.sync(letters);
        else {
          let step = 0;
          at.run(() => {
            const deed = one.deeds[step];
            // somebody else's deed falls between two of our commands
            if (deed) other(deed);
            return one.failures[step++] ?? null;
          }, together);
        }
      }
      while (!at.run()) throw new Error('a quiet line does not break');
      expect(at.isWaiting()).toBe(false);
      expect([...at.outcomes.keys()].sort()).toEqual([...asked].sort());
      for (const letterId of letters) {
        const places = at.server.placesOf(letterId);
        if (can.move) expect(places.length).toBeLessThanOrEqual(1);
        if (!removed.has(letterId)) expect(places.length).toBeGreaterThanOrEqual(1);
        if (answered.has(letterId) && can.move) for (const { flags } of places) expect(flags).toContain('\\Answered');
      }
    }), { numRuns: 1000 });
  });
});
