import * as v from 'valibot';

/**
 * One entry a command: the schema that main checks the input against, and the type of the answer.
 * It only ties the two together; nothing here runs an effect.
 */
export interface Command<Schema extends v.GenericSchema, Output> {
  readonly input: Schema;
  /** phantom: the answer's type */
  readonly output?: Output;
}

export function answers<Output>() {
  return <Schema extends v.GenericSchema>(input: Schema): Command<Schema, Output> => ({ input });
}

export const nothing = v.object({});
