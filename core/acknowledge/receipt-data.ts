import * as v from 'valibot';
import { limits } from '../base/limits';
import type { RefusalReason, StatusCode } from '../model/notice';

/** The part of our receipts that programs read; see docs/receipt-format.md. */
export const receiptDataType = 'application/vnd.vanthu.receipt+json';

/** Times are ISO 8601 with +07:00; digests SHA-256 in lower-case hex, of the decoded attachment. */
export interface ReceiptData {
  readonly version: 1;
  readonly status: StatusCode;
  readonly about: { readonly messageId: string | null; /** numbers and symbols of its documents, as printed */ readonly codes: readonly string[] };
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly at: string;
  readonly office: { readonly name: string; readonly address: string; /** QĐ 20/2020/QĐ-TTg */ readonly code: string | null };
  /** 03 to 06 */
  readonly registered?: { readonly number: string; readonly date: string };
  /** 02 */
  readonly reason?: RefusalReason;
  readonly words?: string;
}

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
/** What is not understood is passed over, so that a later version may say more; what is there has to have its form. */
const schema = v.object({
  version: v.pipe(v.number(), v.minValue(1)),
  status: v.picklist(['01', '02', '03', '04', '05', '06']),
  about: v.object({ messageId: v.fallback(v.nullable(text(1000)), null), codes: v.fallback(v.pipe(v.array(text(200)), v.maxLength(limits.noticeCodes)), []) }),
  files: v.fallback(v.pipe(v.array(v.object({ name: text(500), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })), v.maxLength(limits.noticeFiles)), []),
  at: v.fallback(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  office: v.object({ name: v.fallback(text(500), ''), address: text(320) }),
  registered: v.fallback(v.optional(v.object({ number: v.union([text(100), v.pipe(v.number(), v.transform(String))]), date: v.fallback(v.nullable(v.pipe(v.string(), v.isoDate())), null) })), undefined),
  reason: v.fallback(v.optional(v.picklist(['misaddressed', 'notSigned', 'signatureInvalid', 'unreadable', 'annexMissing', 'wrongFormat', 'secret', 'duplicate', 'other'])), undefined),
  words: v.fallback(v.optional(v.string()), undefined),
});
export type ReadReceiptData = v.InferOutput<typeof schema>;

/** null: not JSON, or not of this form. Never throws. */
export function readReceiptData(json: string): ReadReceiptData | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null; // whoever writes something else under this name sent no receipt
  }
  const read = v.safeParse(schema, value);
  return read.success ? read.output : null;
}
