import type { IsoDate } from '../model/ids';
import type { UnitPerson } from '../model/unit';

/** A unit as a table or a directory service tells of it, before it is compared with the directory that is there. */
export interface UnitDraft {
  /** row of the table as people count, from 1; of a directory service the number of the entry */
  readonly row: number;
  /** by which other drafts may name it, beside its codes and names: the folded DN of a directory service; null: none */
  readonly ref: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly symbols: readonly string[];
  readonly codes: readonly string[];
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  readonly people: readonly UnitPerson[];
  readonly groups: readonly string[];
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  /** ref, code or name of the unit above */
  readonly parent: string | null;
  readonly successors: readonly string[];
}

export const emptyDraft: UnitDraft = {
  row: 0, ref: null, name: '', aliases: [], symbols: [], codes: [], domains: [], addresses: [], phones: [], people: [], groups: [], validFrom: null, validTo: null, parent: null, successors: [],
};

/** Something of a row that could not be taken as it stands; i18n key below `directory:problem.`. The rest of the row is taken, except without a name. */
export interface UnitProblem {
  /** 0: the table as a whole */
  readonly row: number;
  readonly code:
    | 'noNameColumn' | 'noName' | 'badCode' | 'badDomain' | 'freeDomain' | 'badAddress' | 'badDate' | 'endBeforeBegin' | 'tooLong' | 'tooMany'
    | 'repeated' | 'unknownParent' | 'severalParents' | 'ownParent' | 'unknownSuccessor';
  /** what was seen; of `repeated` the row it was joined with */
  readonly value: string;
}

/** What the bridge takes of one unit: entries of a list, characters of one of them. */
export const unitBounds = {
  aliases: 50, symbols: 50, codes: 20, domains: 50, addresses: 500, phones: 50, people: 2000, groups: 50, successors: 50,
  text: 500, personText: 200, address: 320, phone: 100,
} as const;
