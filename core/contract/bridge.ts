import type { AppCommands, CheckedOf, IngestCommands, InputOf, OutputOf } from './commands';
import type { AppEvents, IngestEvents } from './events';
import type { PinCommands } from './outgoing-commands';

/** What a preload script puts on `window.vanthu`: ask main, and hear from it. The IPC emitter itself never escapes. */
export interface Bridge<Commands, Events> {
  ask<Name extends keyof Commands & string>(name: Name, input: InputOf<Commands[Name]>): Promise<OutputOf<Commands[Name]>>;
  /** returns the function that ends the subscription */
  on<Name extends keyof Events & string>(name: Name, listener: (event: Events[Name]) => void): () => void;
}

/** Beside it, the window of the person may ask for the path of a file that was dropped on it. */
export interface AppBridge extends Bridge<AppCommands, AppEvents> {
  /** @param file a File as the drop event has it; null for one that lies on no disk. Main lets the path be imported from then on */
  pathOf(file: unknown): string | null;
}
export type IngestBridge = Bridge<IngestCommands, IngestEvents>;
export type PinBridge = Bridge<PinCommands, Record<never, never>>;

/** What main registers: one handler a command, given checked input. */
export type Handlers<Commands> = {
  readonly [Name in keyof Commands]: (input: CheckedOf<Commands[Name]>) => Promise<OutputOf<Commands[Name]>>;
};
