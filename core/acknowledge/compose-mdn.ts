import type { HeaderField } from '../model/letter';
import { bodyOf, boundaryOf, commonHeader, identityOf, mimePart, multipart, type ReceiptMail, type ReceiptSetting } from './receipt-mail';
import { base64Body, binaryBase64, headerLine } from './write-mail';

export interface MdnSetting extends ReceiptSetting {
  /** did a person confirm the sending, or did the rule send by itself? */
  readonly sentBy: 'rule' | 'person';
  /** fields of the letter, as in LetterHeader */
  readonly fields: readonly HeaderField[];
  /** `VanThu 0.1.0` */
  readonly product: string;
}

/** Fields of the letter that are returned: what tells which letter it was, and nothing of its route (RFC 6522, 4). */
const returnedFields = ['from', 'to', 'cc', 'subject', 'date', 'message-id'];
/** characters of one returned field */
const fieldChars = 4000;

/**
 * The MDN `displayed` of RFC 8098. The action is always manual, because only a person's reading counts as displayed; the
 * sending mode tells whether a person also confirmed the notice (3.2.6.1, 3.2.6.2).
 */
export function composeMdn(setting: MdnSetting): ReceiptMail {
  const boundary = boundaryOf(setting);
  const parts = [
    mimePart('text/plain; charset=utf-8', 'base64', base64Body(bodyOf(setting, 'displayed'))),
    mimePart('message/disposition-notification', '7bit', notificationFields(setting)),
    returnedHeader(setting.fields),
  ];
  return {
    ...identityOf(setting),
    raw: commonHeader(setting, 'displayed')
      + headerLine('Content-Type', `multipart/report; report-type=disposition-notification; boundary="${boundary}"`)
      + multipart(parts, boundary),
  };
}

function notificationFields({ facts, from, product, sentBy }: MdnSetting): string {
  const sending = sentBy === 'person' ? 'MDN-sent-manually' : 'MDN-sent-automatically';
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return headerLine('Reporting-UA', `${domain}; ${product}`)
    + (facts.originalRecipient === null ? '' : headerLine('Original-Recipient', facts.originalRecipient))
    + headerLine('Final-Recipient', `rfc822;${from.address}`)
    + (facts.messageId === null ? '' : headerLine('Original-Message-ID', facts.messageId))
    + headerLine('Disposition', `manual-action/${sending}; displayed`);
}

function returnedHeader(fields: readonly HeaderField[]): string {
  const lines = fields
    .filter((field) => returnedFields.includes(field.name.toLowerCase()))
    .map((field) => headerLine(field.name, field.value.slice(0, fieldChars)));
  const text = lines.slice(0, 2 * returnedFields.length).join('');
  const isPlain = /^[\t\r\n -~]*$/.test(text) && !/[^\r\n]{999}/.test(text);
  return isPlain ? mimePart('text/rfc822-headers', '7bit', text) : mimePart('text/rfc822-headers; charset=utf-8', 'base64', binaryBase64(text));
}
