/** Ports of one mail server instance, all on 127.0.0.1. */
export interface MailPorts {
  /** IMAP with STARTTLS offered */
  readonly imap: number;
  /** IMAP over TLS */
  readonly imaps: number;
  /** SMTP submission with STARTTLS and SASL */
  readonly submission: number;
  /** SMTP submission over TLS */
  readonly smtps: number;
  readonly lmtp: number;
  /** Dovecot's SASL service for Postfix */
  readonly sasl: number;
}

export function mailPorts(base: number): MailPorts {
  return { imap: base, imaps: base + 1, submission: base + 2, smtps: base + 3, lmtp: base + 4, sasl: base + 5 };
}
