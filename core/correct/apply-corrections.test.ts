import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldKnowledge, noKnowledge, type Knowledge } from '../fold/knowledge';
import type { CorrectableField, JournalledCorrection, ShownDocument } from '../model/correction';
import type { Digest, IsoTime, PartId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import { applyCorrections } from './apply-corrections';
import { letterOfNumber, madeCorrection, madeDocument } from './fixtures/made';
import { learnRules } from './learn-rules';
import { rulesFor } from './rule-scope';

const unopened = (): null => null;
const digest = (n: number): Digest => `${n}`.repeat(64) as Digest;
const only = (shown: readonly ShownDocument[]): ShownDocument => shown[0]!;

describe('a correction', () => {
  it('stands instead of what was read, and what was read stays known', () => {
    const read = madeDocument({ type: null, typeCode: null });
    const correction = madeCorrection(1, { field: 'type', was: null, value: 'Giấy mời' });
    const shown = only(applyCorrections([read], unopened, [correction], []));
    expect([shown.document.type, shown.document.typeCode, shown.read, shown.corrections]).toEqual(['Giấy mời', 'GM', read, [correction]]);
  });

  it('keeps its place in the letter where the new value stands there too, points at where it stands, or else at nothing', () => {
    const source = { kind: 'body' as const, part: '1' as PartId };
    const text = 'Số: 12/SNV-VP1\nNgười ký: Văn phòng Sở';
    const evidence = [{ field: 'number' as const, index: 0, source, start: 4, end: 14, rule: 'header', confidence: 0.6 }];
    const place = (value: string): unknown => {
      const shown = only(applyCorrections([madeDocument({ evidence })], unopened, [madeCorrection(1, { field: 'number', was: '12/SNV-VP', value })], [], [{ source, text }]));
      return shown.document.evidence.map(({ start, end, rule, confidence }) => [text.slice(start, end), rule, confidence]);
    };
    expect(place('12/SNV-VP1')).toEqual([['12/SNV-VP1', 'person', 1]]);
    expect(place('Văn phòng Sở')).toEqual([['Văn phòng Sở', 'person', 1]]);
    expect(place('99/SNV')).toEqual([]);
  });

  it('finds its document by the file although newer recognition reads another number there', () => {
    const documents = [madeDocument({ number: '7/KH-UBND', origin: { part: '2' as PartId, member: null } }), madeDocument({ number: '8/KH-UBND', origin: { part: '3' as PartId, member: null } })];
    const correction = madeCorrection(1, { field: 'signer', was: null, value: 'Chánh Văn phòng', document: { digest: digest(3), number: '80/KH', type: null } });
    const shown = applyCorrections(documents, ({ part }) => digest(Number(part)), [correction], []);
    expect(shown.map(({ document }) => document.signer)).toEqual([null, 'Chánh Văn phòng']);
  });

  it('finds its document by the number although it was read from the subject then and from a file now', () => {
    const documents = [madeDocument({ number: '7/KH-UBND' }), madeDocument({ number: '8/KH-UBND' })];
    const correction = madeCorrection(1, { field: 'place', was: null, value: 'Tân An', document: { digest: null, number: '8/KH-UBND', type: null } });
    expect(applyCorrections(documents, () => digest(4), [correction], []).map(({ document }) => document.place)).toEqual([null, 'Tân An']);
  });

  it('never falls on another file that shows another number', () => {
    const correction = madeCorrection(1, { field: 'place', was: null, value: 'Tân An', document: { digest: digest(1), number: '8/KH-UBND', type: 'Công văn' } });
    expect(only(applyCorrections([madeDocument()], () => digest(2), [correction], [])).document.place).toBeNull();
  });

  it('finds its document after the number itself was corrected', () => {
    const documents = [madeDocument({ number: '7/KH-UBND' }), madeDocument({ number: '8/KH-UBND' })];
    const corrections = [
      madeCorrection(1, { field: 'number', was: '8/KH-UBND', value: '88/KH-UBND', document: { digest: null, number: '8/KH-UBND', type: null } }),
      madeCorrection(1, { field: 'place', was: null, value: 'Tân An', document: { digest: null, number: '88/KH-UBND', type: null } }),
    ];
    expect(applyCorrections(documents, unopened, corrections, []).map(({ document }) => [document.number, document.place])).toEqual([['7/KH-UBND', null], ['88/KH-UBND', 'Tân An']]);
  });

  it('to a day that does not exist changes nothing', () => {
    const read = madeDocument();
    for (const value of ['2026-02-30', 'mai', '12/11/2026']) {
      expect(only(applyCorrections([read], unopened, [madeCorrection(1, { field: 'date', was: '2026-11-02', value })], [])).document).toBe(read);
    }
  });

  it('may say that the document shows no such thing', () => {
    const read = madeDocument({ urgency: 'KHẨN', evidence: [{ field: 'urgency', index: 0, source: { kind: 'subject' }, start: 0, end: 4, rule: 'stamp', confidence: 0.6 }] });
    const { document } = only(applyCorrections([read], unopened, [madeCorrection(1, { field: 'urgency', was: 'KHẨN', value: null })], []));
    expect([document.urgency, document.evidence]).toEqual([null, []]);
  });
});

type Step = { readonly do: 'correct' | 'undo' | 'erase'; readonly letter: number; readonly field: CorrectableField; readonly value: string | null };
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom<Step['do'][]>('correct', 'correct', 'correct', 'undo', 'erase'), letter: fc.nat(3), field: fc.constantFrom<CorrectableField[]>('agency', 'type', 'number', 'secrecy'),
  value: fc.constantFrom(null, '12/SNV-VP', '12/SNV-TH', 'Sở A', 'Sở B'),
});

/** A history as a person makes it: they see what is shown, and may take back what they made. */
function live(history: readonly Step[]): { readonly events: readonly JournalEvent[]; readonly knowledge: Knowledge } {
  let knowledge = noKnowledge;
  const events: JournalEvent[] = [];
  for (const { do: what, letter, field, value } of history) {
    const letterId = letterOfNumber(letter);
    const seen = only(shownOf(letter, knowledge)).document;
    const last = knowledge.corrections.findLast((one) => one.letterId === letterId);
    const base = { seq: events.length + 1, at: '2026-11-20T01:00:00.000Z' as IsoTime, letterId };
    const correction = madeCorrection(letter, { field, was: seen[field], value, sender: `${letter % 2}@so.gov.vn`, document: { digest: null, number: seen.number, type: seen.type } });
    const event: JournalEvent | null = what === 'correct'
      ? { ...base, kind: 'field.corrected', correction }
      : what === 'erase' ? { ...base, kind: 'letter.erased' } : last === undefined ? null : { ...base, kind: 'correction.undone', correctionId: last.correctionId };
    if (event === null) continue;
    events.push(event);
    knowledge = foldKnowledge(knowledge, event);
  }
  return { events, knowledge };
}

function shownOf(letter: number, knowledge: Knowledge, corrections: readonly JournalledCorrection[] = knowledge.corrections): readonly ShownDocument[] {
  const mine = corrections.filter((one) => one.letterId === letterOfNumber(letter));
  return applyCorrections([madeDocument({ type: null, secrecy: letter === 3 ? 'MẬT' : null })], unopened, mine, rulesFor(learnRules(knowledge), `${letter % 2}@so.gov.vn`, ['name:so noi vu']));
}

describe('corrections over a history', () => {
  it('leave after an undo what would have been without the correction', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 25 }), (history) => {
      const { events, knowledge } = live(history);
      const undone = new Set(events.flatMap((event) => (event.kind === 'correction.undone' ? event.correctionId : [])));
      const never = events
        .filter((event) => event.kind !== 'correction.undone' && !(event.kind === 'field.corrected' && undone.has(event.correction.correctionId)))
        .reduce(foldKnowledge, noKnowledge);
      for (const letter of [0, 1, 2, 3]) expect(shownOf(letter, knowledge)).toEqual(shownOf(letter, never));
      expect(learnRules(knowledge)).toEqual(learnRules(never));
    }));
  });

  it('show one letter the same however those of other letters came between them', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 25 }), fc.array(fc.nat(100), { maxLength: 25 }), (history, places) => {
      const { corrections } = live(history).knowledge;
      const mine = corrections.filter((one) => one.letterId === letterOfNumber(0));
      const mixed = corrections.filter((one) => one.letterId !== letterOfNumber(0));
      let from = 0;
      for (const [index, one] of mine.entries()) {
        from = Math.min(mixed.length, from + (places[index] ?? 0) % 3);
        mixed.splice(from, 0, one);
        from += 1;
      }
      const shown = (list: readonly JournalledCorrection[]): unknown => applyCorrections([madeDocument()], unopened, list.filter((one) => one.letterId === letterOfNumber(0)), []);
      expect(shown(mixed)).toEqual(shown(corrections));
    }));
  });

  it('always show the last word of a person about a value, whatever rules say', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 25 }), (history) => {
      const { knowledge } = live(history);
      for (const letter of [0, 1, 2, 3]) {
        for (const field of ['agency', 'type', 'number', 'secrecy'] as const) {
          const last = knowledge.corrections.findLast((one) => one.letterId === letterOfNumber(letter) && one.field === field);
          if (last !== undefined) expect(only(shownOf(letter, knowledge)).document[field]).toBe(last.value);
        }
      }
    }));
  });
});
