import type { ParsedLetter } from '../model/letter';
import type { Notice, NoticeStep } from '../model/notice';
import { fieldValues } from '../letter/header-fields';
import { keptWords, noticeLine } from './notice-line';
import { aboutIds } from './returned-letter';

/** Receipts of certified mail (RFC 6109, 2.2); each says its kind in a header field. */
const steps: Readonly<Record<string, NoticeStep>> = {
  'accettazione': 'accepted', 'non-accettazione': 'failed', 'presa-in-carico': 'relayed', 'avvenuta-consegna': 'delivered',
  'preavviso-errore-consegna': 'delayed', 'errore-consegna': 'failed', 'rilevazione-virus': 'failed',
};

/** The addressee stands in the sentence; `daticert.xml`, which names it too, stays closed in this stage. */
const addressed = /(?:indirizzat[oa] a|addressed to|destinato all'utente)(?:\s{0,5}:)?\s{0,5}["“«<]?([^\s"”»<>@]{1,300}@[^\s"”»<>@]{1,255})["”»>]?/i;

export function readPec(parsed: ParsedLetter): Notice | null {
  const { header } = parsed;
  const kind = fieldValues(header.fields, 'x-ricevuta')[0]?.trim().toLowerCase();
  const step = kind === undefined ? undefined : steps[kind];
  if (step === undefined) return null;
  const text = (parsed.text?.text ?? '').slice(0, 5000);
  const status = step === 'failed' ? (/\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null) : null;
  return {
    kind: 'pec',
    about: aboutIds(fieldValues(header.fields, 'x-riferimento-message-id'), parsed),
    envelopeId: null,
    subject: header.subject.replace(/^[^:]{1,60}:\s*/, '') || null,
    codes: [],
    told: [noticeLine({ address: addressed.exec(text)?.[1]?.replace(/[.,;]$/, '') ?? null, step, status, at: header.date, words: step === 'failed' ? keptWords(text) : '' })],
    files: [],
  };
}
