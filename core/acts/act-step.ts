import type { ActConflict } from '../model/act';
import type { IsoTime } from '../model/ids';
import type { Location } from '../model/letter';

/** By what a letter is known again among others in a folder. */
export interface LetterTraits {
  /** with angle brackets, null where it has none */
  readonly messageId: string | null;
  /** bytes of the letter in the vault */
  readonly size: number;
  /** INTERNALDATE; MOVE and COPY keep it (RFC 9051, 6.4.7) */
  readonly internalDate: IsoTime;
}

/** A letter as it lies in a folder of the server, read just now. */
export interface ServerRow {
  readonly location: Location;
  readonly flags: readonly string[];
  readonly messageId: string | null;
  /** RFC822.SIZE */
  readonly size: number;
  readonly internalDate: IsoTime | null;
}

/** One thing to ask of the server or the vault. Each is either done wholly or, where the line breaks, looked for again from the start. */
export type ActStep =
  /** is it there, and with which flags? */
  | { readonly ask: 'look'; readonly at: Location }
  /** letters of the folder that are this one by Message-ID (without one: by size), places of other known letters left out */
  | { readonly ask: 'find'; readonly folder: string }
  /** adds and takes away these flags and touches no other */
  | { readonly ask: 'store'; readonly at: Location; readonly add: readonly string[]; readonly remove: readonly string[] }
  /** RFC 6851 */
  | { readonly ask: 'move'; readonly at: Location; readonly to: string }
  | { readonly ask: 'copy'; readonly at: Location; readonly to: string }
  /** this one letter for good: \Deleted and UID EXPUNGE (RFC 4315) */
  | { readonly ask: 'remove'; readonly at: Location }
  | { readonly ask: 'create'; readonly folder: string }
  | { readonly ask: 'append'; readonly to: string; readonly flags: readonly string[] }
  /** is the vault's copy whole, byte for byte what its digest says? */
  | { readonly ask: 'verify' }
  /** are the bytes at that place those of the vault, by SHA-256? */
  | { readonly ask: 'compare'; readonly at: Location };

/** What the server can do; known from its capabilities once there is a line. */
export interface ServerAbilities {
  /** MOVE */
  readonly move: boolean;
  /** UIDPLUS: one letter can be expunged without those that others marked */
  readonly uidPlus: boolean;
}

/** The server said no; the line is fine. */
export interface Refusal {
  readonly refused: Extract<ActConflict, 'folderMissing' | 'notAllowed' | 'serverRefused' | 'notTheSame'>;
  readonly serverSaid: string | null;
}

export interface StepAnswers {
  readonly look: { readonly here: { readonly flags: readonly string[]; readonly size: number; readonly keeps: readonly string[]; readonly can: ServerAbilities } } | 'absent' | 'otherValidity' | Refusal;
  readonly find: { readonly rows: readonly ServerRow[] } | Refusal;
  readonly store: 'done' | Refusal;
  /** where it lies now; null: the server did not say (no COPYUID), or nothing was there to be moved */
  readonly move: { readonly now: Location | null } | Refusal;
  readonly copy: { readonly now: Location | null } | Refusal;
  readonly remove: 'done' | Refusal;
  readonly create: 'done' | Refusal;
  readonly append: { readonly now: Location | null } | Refusal;
  readonly verify: boolean;
  readonly compare: boolean | Refusal;
}

export type StepAnswer = StepAnswers[keyof StepAnswers];

/** A plan that is made while it is carried out: pure, it yields what to ask and is handed the answer. */
export type Errand<Value> = Generator<ActStep, Value, StepAnswer>;

/** Asks one step; who carries the plan out answers in the step's own shape. */
export function* ask<Name extends ActStep['ask']>(step: Extract<ActStep, { readonly ask: Name }>): Errand<StepAnswers[Name]> {
  return (yield step) as StepAnswers[Name];
}

export function isRefusal(answer: StepAnswer): answer is Refusal {
  return typeof answer === 'object' && 'refused' in answer;
}
