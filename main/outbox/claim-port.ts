import type { AccountId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';

/** Flags and keywords of a letter on the server, read just now. */
export type KeywordsRead =
  | { readonly flags: readonly string[] }
  | { readonly failure: 'gone' | 'offline' };

/**
 * `claimed`: the keyword was absent and we set it. `taken`: somebody else has it. `rival`: an answer of another kind was set
 * since the flags were read, so the decision has to be made again; nothing was changed. `noClaim`: this server cannot decide a
 * race. `refused`: it said no. `offline`: nothing was sent. `unclear`: the line broke after the command may
 * have gone out, or another desk was told yes as well.
 */
export type ClaimResult = 'claimed' | 'taken' | 'rival' | 'noClaim' | { readonly failure: 'gone' | 'refused' | 'offline' | 'unclear' };

/** How desks that share a mailbox agree who answers; `main/sync` implements it (design: "Claim just before SMTP"). */
export interface ClaimPort {
  readKeywords(accountId: AccountId, location: Location): Promise<KeywordsRead>;
  /** @param rivals keywords whose presence makes the claim void: desks that answer in different ways must see each other too */
  claimKeyword(accountId: AccountId, location: Location, keyword: string, rivals: readonly string[]): Promise<ClaimResult>;
}
