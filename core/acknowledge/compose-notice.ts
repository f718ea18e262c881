import type { StatusCode } from '../model/notice';
import type { ReceivedFile, ReceiptKind } from '../model/receipt';
import { receiptDataType, type ReceiptData } from './receipt-data';
import { bodyOf, boundaryOf, commonHeader, identityOf, mimePart, multipart, type ReceiptMail, type ReceiptSetting } from './receipt-mail';
import { base64Body, headerLine, vietnamIso } from './write-mail';

/** Receipts that are replies of RFC 3834; the MDN has a form of its own. */
export type NoticeKind = Exclude<ReceiptKind, 'displayed'>;

export interface NoticeSetting extends ReceiptSetting {
  readonly kind: NoticeKind;
  /** attachments as they arrived; empty: not known */
  readonly files: readonly ReceivedFile[];
}

export const statusOf: Readonly<Record<NoticeKind, StatusCode>> = { arrival: '01', refused: '02', registered: '03', assigned: '04', inProgress: '05', completed: '06' };

/** A sentence for people and the same for programs, see docs/receipt-format.md. Who cannot read the second part finds a small file beside the text. */
export function composeNotice(setting: NoticeSetting): ReceiptMail {
  const boundary = boundaryOf(setting);
  const parts = [
    mimePart('text/plain; charset=utf-8', 'base64', base64Body(bodyOf(setting, setting.kind))),
    mimePart(receiptDataType, 'base64', base64Body(`${JSON.stringify(dataOf(setting), null, 2)}\n`), ['Content-Disposition', 'attachment; filename="receipt.json"']),
  ];
  return {
    ...identityOf(setting),
    raw: commonHeader(setting, setting.kind) + headerLine('Content-Type', `multipart/mixed; boundary="${boundary}"`) + multipart(parts, boundary),
  };
}

function dataOf({ kind, facts, files, at, from, details }: NoticeSetting): ReceiptData {
  const { number, date, code, reason, words } = details ?? {};
  return {
    version: 1,
    status: statusOf[kind],
    about: { messageId: facts.messageId, codes: code == null ? [] : [code] },
    files: files.map(({ name, digest }) => ({ name, sha256: digest })),
    at: vietnamIso(at),
    office: { name: from.name, address: from.address, code: null },
    ...(number === undefined || date === undefined ? {} : { registered: { number: String(number), date } }),
    ...(reason === undefined ? {} : { reason }),
    ...(words === undefined || words === '' ? {} : { words }),
  };
}
