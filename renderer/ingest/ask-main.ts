import type { InputOf, IngestCommands, OutputOf } from '../../core/contract/commands';

/** Worker side of the bridge: the worker has no preload, so its window passes each question on. */
export type AskMain = <Name extends keyof IngestCommands>(name: Name, input: InputOf<IngestCommands[Name]>) => Promise<OutputOf<IngestCommands[Name]>>;

/** Messages between the worker and its window. */
export type FromWorker =
  | { readonly type: 'ask'; readonly id: number; readonly name: keyof IngestCommands; readonly input: unknown }
  /** alive and busy with this letter's part; the window ends a worker that stays on one for too long */
  | { readonly type: 'busy'; readonly with: string | null; /** milliseconds, where a person waits for it */ readonly atMost?: number }
  /** it cannot go on; another worker may */
  | { readonly type: 'failed' };

export type ToWorker =
  | { readonly type: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly why: string }
  | { readonly type: 'event'; readonly name: 'journal.advanced' | 'app.changed' };

interface Port {
  postMessage(message: FromWorker): void;
}

/** Numbers the questions and hands each answer to the one who asked. */
export function connectMain(port: Port): { readonly ask: AskMain; receive(message: ToWorker): void } {
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let next = 1;
  const ask = (name: keyof IngestCommands, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = next;
      next += 1;
      waiting.set(id, { resolve, reject });
      port.postMessage({ type: 'ask', id, name, input });
    });
  return {
    ask: ask as AskMain,
    receive(message) {
      if (message.type === 'event') return;
      const asker = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'answer') asker?.resolve(message.output);
      else asker?.reject(new Error(message.why));
    },
  };
}
