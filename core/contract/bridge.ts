import type { AppCommands, CheckedOf, IngestCommands, InputOf, OutputOf } from './commands';
import type { AppEvents, IngestEvents } from './events';

/** What a preload script puts on `window.vanthu`: ask main, and hear from it. The IPC emitter itself never escapes. */
export interface Bridge<Commands, Events> {
  ask<Name extends keyof Commands & string>(name: Name, input: InputOf<Commands[Name]>): Promise<OutputOf<Commands[Name]>>;
  /** returns the function that ends the subscription */
  on<Name extends keyof Events & string>(name: Name, listener: (event: Events[Name]) => void): () => void;
}

export type AppBridge = Bridge<AppCommands, AppEvents>;
export type IngestBridge = Bridge<IngestCommands, IngestEvents>;

/** What main registers: one handler a command, given checked input. */
export type Handlers<Commands> = {
  readonly [Name in keyof Commands]: (input: CheckedOf<Commands[Name]>) => Promise<OutputOf<Commands[Name]>>;
};
