import type { ImapFlow } from 'imapflow';

/** One token of an answer as imapflow's parser hands it over; null is NIL. */
export interface AnswerToken {
  readonly value?: unknown;
  readonly section?: readonly (AnswerToken | null)[];
}

export interface CommandToken {
  readonly type: 'ATOM' | 'STRING' | 'SEQUENCE';
  readonly value: string;
}

export interface RawAnswer {
  /** of the tagged response */
  readonly tagged: readonly (AnswerToken | null)[];
  /** attributes of each untagged response that was asked for, in order */
  readonly untagged: readonly (readonly (AnswerToken | null)[])[];
}

interface Executing {
  /** ends an IDLE that is under way; false when there is none */
  readonly preCheck?: (() => Promise<void>) | false;
  exec(command: string, attributes: unknown, options?: unknown): Promise<{
    readonly response: { readonly attributes?: readonly (AnswerToken | null)[] };
    next(): void;
  }>;
}

/**
 * Sends a command that imapflow has no function for, or sends otherwise than RFC 7162 wants it. Throws as imapflow does.
 * @param untagged name of the untagged responses that belong to the answer
 */
export async function rawCommand(client: ImapFlow, command: string, attributes: readonly (CommandToken | readonly CommandToken[])[], untagged?: string): Promise<RawAnswer> {
  const heard: (readonly (AnswerToken | null)[])[] = [];
  const hear = (response: { readonly attributes?: readonly (AnswerToken | null)[] }): Promise<void> => {
    heard.push(response.attributes ?? []);
    return Promise.resolve();
  };
  const executing = client as unknown as Executing;
  // imapflow leaves IDLE for its own commands only; this one would wait until the minute of IDLE is over
  if (typeof executing.preCheck === 'function') await executing.preCheck();
  const answer = await executing.exec(command, attributes, untagged === undefined ? {} : { untagged: { [untagged]: hear } });
  answer.next();
  return { tagged: answer.response.attributes ?? [], untagged: heard };
}
