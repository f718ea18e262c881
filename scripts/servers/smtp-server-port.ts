/** The SMTP half of a mail server, whichever program stands behind it. */
export interface SmtpServer {
  readonly kind: 'postfix' | 'smtp-server';
  readonly logPath: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}
