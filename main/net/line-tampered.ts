/**
 * The other end did what no server does and somebody between would: spoke before TLS, let us in unasked, or could not prove that
 * it knows the password. Nothing more is sent on that connection.
 */
export class LineTampered extends Error {
  readonly code = 'LINE_TAMPERED';

  constructor(readonly sign: 'plainTextAfterStartTls' | 'preauthenticated' | 'serverNotProven' | 'foreignNonce' | 'tooFewIterations') {
    super(`signs of tampering: ${sign}`);
    this.name = 'LineTampered';
  }
}
