import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { ListRow } from '../../core/contract/list';
import type { SenderMarks } from '../../core/correct/find-sender';
import { unitOf } from '../../core/directory/fixtures/units';
import { noKnowledge } from '../../core/fold/knowledge';
import type { Mailbox } from '../../core/model/letter';
import type { OfficialDocument } from '../../core/model/document';
import type { AccountId, IsoDate, IsoTime, LetterId } from '../../core/model/ids';
import { RowTable } from './row-table';
import { ShownRows } from './shown-rows';
import type { StoredRow } from './stored-row';

const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const nothing = {
  type: 'Công văn', typeCode: 'CV', system: 'administrative', deskKind: null, copy: null, origin: { part: null, member: null }, number: '1/SNV-VP', date: '2026-02-05' as IsoDate, place: null,
  agency: 'SỞ NỘI VỤ', parentAgency: 'UBND TỈNH LONG AN', summary: null, signer: null, signerTitle: null, addressees: [], cites: [], urgency: null, secrecy: null, deadline: null, meeting: null, phones: [], evidence: [],
} satisfies OfficialDocument;

/** Letters with one and the same document, every tenth of which recalls it. */
function stored(n: number): readonly [LetterId, StoredRow] {
  const letterId = (n * 7919 % 65536).toString(16).padStart(32, '0') as LetterId;
  const document: OfficialDocument = n % 10 > 0 ? nothing : { ...nothing, cites: [{ number: '1/SNV-VP', type: null, date: null, agency: null, summary: null, relation: 'recalls' }] };
  return [letterId, {
    state: { letterId, accountId: '0123456789abcdef' as AccountId, arrivedAt: at, uid: n, read: true, receipt: null, registered: null, refused: false, folders: ['INBOX'], gone: false, imported: false, junk: false, trashed: false, outgoing: false, flagged: false, answered: false, waiting: false, conflict: null, damaged: false },
    found: {
      from: '', subject: '', attachments: 0, verdict: 'unsigned', reason: null, forwardedFrom: null, scans: 0, scansRead: true, readable: true, own: '', thread: { self: null, answers: [], refers: [] },
      basis: { documents: [document], digests: [null], marks: { from: [{ name: '', address: 'vanthu@so.gov.vn' }], replyTo: [], certified: [], authentication: 'none', arrivedAt: at } },
    },
    opened: true, verifiedWith: null, signed: false, arrivalProposed: true, displayedProposed: true,
  }];
}

describe('rows that come all at once, as at start', () => {
  const letters = Array.from({ length: 90 }, (_none, n) => stored(n));

  it('show what rows show that came one by one', () => {
    const [together, apart] = [new RowTable(), new RowTable()];
    new ShownRows(together, () => undefined, () => 'none').putAll(letters);
    const rows = new ShownRows(apart, () => undefined, () => 'none');
    for (const [id, row] of letters) rows.put(id, row);
    expect(together.rows()).toEqual(apart.rows());
    expect(together.rows().some(({ touched, arrivals }) => touched === 'recalls' && arrivals > 1)).toBe(true);
  });

  it('are not told of once more for each other letter with the same number', () => {
    let told = 0;
    new ShownRows(new RowTable(), () => (told += 1), () => 'none').putAll(letters);
    expect(told).toBeLessThanOrEqual(2 * letters.length);
  });
});

describe('a recall', () => {
  const policy = { ...defaultPolicy, crlDigests: [], officialDomains: ['.gov.vn'] };
  const units = Object.fromEntries([unitOf('1'.repeat(16), 'Sở Nội vụ', { domains: ['snv.gov.vn'] }), unitOf('2'.repeat(16), 'Trường Hoa Sen', { domains: ['hoasen.gov.vn'] })].map((unit) => [unit.unitId, unit]));

  /** What becomes of a letter of the office where another one recalls it under the same letterhead. */
  function touchedBy(address: string, replyTo: readonly Mailbox[] = []): ListRow['touched'] | undefined {
    const table = new RowTable();
    const rows = new ShownRows(table, () => undefined, () => 'none');
    rows.teach({ knowledge: { ...noKnowledge, units }, policy });
    const [[id, meant], [recallId, recall]] = [stored(1), stored(10)];
    const sent = (row: StoredRow, marks: Partial<SenderMarks>): StoredRow => ({ ...row, found: row.found && { ...row.found, basis: { ...row.found.basis, marks: { ...row.found.basis.marks, ...marks } } } });
    rows.put(id, sent(meant, { from: [{ name: '', address: 'vanthu@snv.gov.vn' }] }));
    rows.put(recallId, sent(recall, { from: [{ name: '', address }], replyTo }));
    return table.get(id)?.touched;
  }

  it('by the office itself counts, from whichever of its mailboxes', () => {
    expect(touchedBy('phong@snv.gov.vn')).toBe('recalls');
  });

  it('under a letterhead that the sender’s own unit contradicts, or of a letter against which something speaks, is a claim', () => {
    expect(touchedBy('ai@hoasen.gov.vn')).toBeNull();
    expect(touchedBy('ai@gmail.com')).toBeNull();
    expect(touchedBy('phong@snv.gov.vn', [{ name: '', address: 'tra.loi@gmail.com' }])).toBeNull();
  });
});
