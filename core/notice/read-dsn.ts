import { limits } from '../base/limits';
import type { HeaderField, ParsedLetter } from '../model/letter';
import type { Notice, NoticeLine, NoticeStep } from '../model/notice';
import { fieldValues } from '../letter/header-fields';
import { parseDate } from '../letter/parse-date';
import { fieldGroups, ownParts } from './own-parts';
import { keptWords, noticeLine, typedAddress } from './notice-line';
import { aboutIds, returnedLetter } from './returned-letter';

/** RFC 3464, 2.3.3. `expanded`: handed to every member of a list. */
const steps: Readonly<Record<string, NoticeStep>> = { failed: 'failed', delayed: 'delayed', delivered: 'delivered', relayed: 'relayed', expanded: 'relayed' };

/** Delivery status notification: a mail server says what became of each recipient. */
export function readDsn(raw: Uint8Array, parsed: ParsedLetter): Notice | null {
  const part = ownParts(parsed.root).find(({ contentType }) => contentType === 'message/delivery-status' || contentType === 'message/global-delivery-status');
  if (part === undefined) return null;
  const groups = fieldGroups(raw, part);
  const told = groups.flatMap((group) => lineOf(group, parsed) ?? []).slice(0, limits.noticeLines);
  if (told.length === 0) return null;
  const returned = returnedLetter(raw, parsed);
  const envelope = groups.flatMap((group) => fieldValues(group, 'original-envelope-id'))[0];
  return {
    kind: 'dsn',
    about: aboutIds([returned?.messageId, ...groups.flatMap((group) => fieldValues(group, 'x-original-message-id'))], parsed),
    envelopeId: envelope === undefined || envelope === '' ? null : fromXtext(envelope.slice(0, 500)),
    subject: returned?.subject ?? null,
    codes: [],
    told,
    files: [],
  };
}

function lineOf(group: readonly HeaderField[], parsed: ParsedLetter): NoticeLine | null {
  const value = (name: string): string | undefined => fieldValues(group, name)[0];
  const action = value('action')?.replace(/\([^)]{0,500}\)/g, '').trim().toLowerCase();
  const step = action === undefined ? undefined : steps[action];
  if (step === undefined) return null;
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(value('status') ?? value('diagnostic-code') ?? '')?.[1] ?? null;
  return noticeLine({
    address: typedAddress(value('original-recipient')) ?? typedAddress(value('final-recipient')) ?? typedAddress(value('x-actual-recipient')),
    step, status,
    at: parseDate(value('last-attempt-date') ?? '') ?? parsed.header.date,
    words: keptWords((value('diagnostic-code') ?? '').replace(/^\s*[\w.-]+\s*;/, '')),
  });
}

/** RFC 3461, 4: what is not printable came as +XX. */
function fromXtext(value: string): string {
  return value.trim().replace(/\+([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
