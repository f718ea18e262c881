/** imapflow stumbled over what the server said: no IMAP server speaks like that. */
export class UnlikeImap extends Error {
  readonly code = 'InvalidResponse';

  constructor(cause: Error) {
    super('the server does not speak IMAP', { cause });
    this.name = 'UnlikeImap';
  }
}

/** A TypeError out of imapflow's own commands is the server's doing: it takes parts of an answer for granted that a hostile one leaves out. */
export function blameServer(error: unknown): unknown {
  return (error instanceof TypeError || error instanceof RangeError) && !('code' in error) ? new UnlikeImap(error) : error;
}
