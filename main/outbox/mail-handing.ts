import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { RefusedRecipient } from '../../core/model/outgoing';

/** One attempt to hand a message to the server of its account. */
export interface MailHanding {
  /** '' is the null sender of RFC 5321, 4.5.5 */
  readonly sender: string;
  readonly recipients: readonly string[];
  /** whole message, CRLF line ends */
  readonly raw: Uint8Array;
  readonly isEightBit: boolean;
  /** RFC 3461; asked for only where the server offers it. `envelopeId`: comes back in every notification */
  readonly dsn: { readonly envelopeId: string } | null;
}

export type MailOutcome =
  /** the server took the message for all recipients but these; `answer` are its words */
  | { readonly outcome: 'taken'; readonly answer: string; readonly refused: readonly RefusedRecipient[] }
  /** it answered no; nothing was taken */
  | { readonly outcome: 'refused'; readonly isPermanent: boolean; /** `data`: before a byte of the message */ readonly at: 'sender' | 'recipients' | 'data' | 'message'; readonly answer: string; readonly refused: readonly RefusedRecipient[] }
  /** the connection broke. `mayBeTaken`: all of the message was given out, so the server may have it */
  | { readonly outcome: 'lost'; readonly mayBeTaken: boolean };

interface Inside {
  _sendRcpt(recipient: string, done: unknown): void;
  _envelope: { dsn?: { orcpt: string | null } | false } | false;
}

/**
 * nodemailer has one ORCPT for a whole envelope; RFC 3461, 4.2 means the recipient it stands beside, and a bounce is told apart by it after
 * somebody forwarded the message. An address that is not ASCII is left without one (RFC 6533 has another form for it).
 */
export function nameEachRecipient(connection: SMTPConnection): void {
  const inside = connection as unknown as Inside;
  if (typeof inside._sendRcpt !== 'function') throw new Error('nodemailer has no place to name recipients');
  const send = inside._sendRcpt.bind(connection);
  inside._sendRcpt = (recipient, done) => {
    const wanted = inside._envelope === false ? false : inside._envelope.dsn;
    if (wanted) wanted.orcpt = /^[\x21-\x7e]+$/.test(recipient) ? `rfc822;${recipient}` : null;
    send(recipient, done);
  };
}

/** The enhanced status code of an answer (RFC 3463, RFC 2034); null: it bears none. */
export function statusIn(answer: string): string | null {
  return /^[245]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/.exec(answer)?.[1] ?? null;
}
