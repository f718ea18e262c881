import type { IsoDate, UnitId } from './ids';

/** A person known to write for a unit. */
export interface UnitPerson {
  readonly name: string;
  readonly title: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

/**
 * A unit of the directory. Provinces merge and districts end: a unit that is no more keeps its entry, its end and its successors, for
 * old letters keep old names.
 */
export interface Unit {
  readonly unitId: UnitId;
  readonly name: string;
  /** other names and spellings, English ones too */
  readonly aliases: readonly string[];
  /** as it stands in numbers: SGDĐT, UBND, ศธ 0201 */
  readonly symbols: readonly string[];
  /** code of electronic exchange (QĐ 20/2020/QĐ-TTg: up to 35 characters, digits, capitals and dots); older codes too */
  readonly codes: readonly string[];
  readonly parentId: UnitId | null;
  /** mail domains of the unit itself, without @ */
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  readonly people: readonly UnitPerson[];
  /** free keys of groups it belongs to, for choosing many at once: "Phòng GDĐT" */
  readonly groups: readonly string[];
  readonly validFrom: IsoDate | null;
  /** first day on which it was no more */
  readonly validTo: IsoDate | null;
  readonly successors: readonly UnitId[];
  /** how it came here */
  readonly source: 'person' | 'file' | 'ldap' | 'learned';
}
