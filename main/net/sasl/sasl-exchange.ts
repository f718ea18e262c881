/** One SASL exchange (RFC 4422) seen from the client; bytes without the base64 of the protocol around it. */
export interface SaslExchange {
  readonly mechanism: Mechanism;
  /** what the client says first; null where the server begins */
  readonly first: Uint8Array | null;
  /** Throws `LineTampered`, or `SaslNonsense` for what the mechanism does not know. */
  answer(challenge: Uint8Array): Promise<Uint8Array>;
  /** To be called on the server's yes; throws `LineTampered` where the mechanism proves the server and this one did not. */
  finish(): void;
}

/** Names as RFC 5802, RFC 7677, RFC 4616, RFC 7628 and custom have them. */
export type Mechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-1' | 'PLAIN' | 'LOGIN' | 'OAUTHBEARER' | 'XOAUTH2';

/** The server speaks another language than the mechanism it offered. */
export class SaslNonsense extends Error {
  readonly code = 'SASL_NONSENSE';

  constructor() {
    super('the server broke off the login with something unknown');
    this.name = 'SaslNonsense';
  }
}
