import { limits } from '../base/limits';
import type { Digest, IsoTime } from '../model/ids';
import type { ParsedLetter } from '../model/letter';
import type { Notice, NoticeStep, StatusCode } from '../model/notice';
import { readReceiptData, receiptDataType } from '../acknowledge/receipt-data';
import { safeName } from '../letter/safe-name';
import { ownParts, textOfPart } from './own-parts';
import { keptWords, noticeLine } from './notice-line';
import { aboutIds } from './returned-letter';

const steps: Readonly<Record<StatusCode, NoticeStep>> = { '01': 'arrived', '02': 'refused', '03': 'registered', '04': 'assigned', '05': 'inProgress', '06': 'completed' };

/** A receipt of this program at another office. */
export function readOwn(raw: Uint8Array, parsed: ParsedLetter): Notice | null {
  const part = ownParts(parsed.root).find(({ contentType }) => contentType === receiptDataType);
  if (part === undefined || part.end - part.bodyStart > 2 * limits.noticeBytes) return null;
  const data = readReceiptData(textOfPart(raw, part));
  if (data === null) return null;
  const at = data.at === null ? Number.NaN : Date.parse(data.at);
  return {
    kind: 'vanthu',
    about: aboutIds([data.about.messageId], parsed),
    envelopeId: null,
    subject: null,
    codes: data.about.codes.map((code) => keptWords(code, 200)),
    told: [noticeLine({
      address: data.office.address === '' ? null : data.office.address,
      step: steps[data.status],
      at: Number.isNaN(at) ? null : (new Date(at).toISOString() as IsoTime),
      code: data.status,
      number: data.registered === undefined ? null : keptWords(data.registered.number, 100),
      date: data.registered?.date ?? null,
      reason: data.reason ?? null,
      words: keptWords(data.words ?? ''),
    })],
    files: data.files.map(({ name, sha256 }) => ({ name: safeName(name, 'application/octet-stream'), digest: sha256 as Digest })),
  };
}
