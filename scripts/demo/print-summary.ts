import { receiptWords, verdictWords, type Outcome } from './judge-run';
import type { SentMail } from './mail-servers';

/** The run in plain text. */
export function summary(all: readonly Outcome[], sent: readonly SentMail[]): string {
  const official = all.filter(({ row }) => row?.official === true);
  const kinds = sent.map(({ raw }) => (/report-type="?disposition-notification/i.test(raw) ? 'displayed (MDN)' : 'arrival notice'));
  return [
    `Letters kept: ${all.filter(({ row }) => row !== null).length} of ${all.length} (${all.filter(({ source }) => source.when === 'before').length} before the connection)`,
    '', `Recognised as official documents: ${official.length}, by type`, ...counted(official.map(({ row }) => row?.type ?? 'type not stated')),
    '', `Unit not known: ${official.filter(({ row }) => row?.unitKnown === false).length} documents`, ...official.filter(({ row }) => row?.unitKnown === false).map(({ source, row }) => `       ${source.id}: ${row?.unit ?? ''}`),
    '', 'Signatures', ...counted(all.map(verdictWords)),
    '', 'Arrival notices', ...counted(all.map((one) => receiptWords(one, 'arrival'))),
    '', 'Displayed notices (letters that were opened)', ...counted(all.filter(({ wasDisplayed }) => wasDisplayed).map((one) => receiptWords(one, 'displayed'))),
    '', `Received by the mail server: ${sent.length}`, ...counted(kinds), '',
  ].join('\n');
}

function counted(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([value, count]) => `${String(count).padStart(5)}  ${value}`);
}
