import { canonicalDomain, readAddress } from '../acknowledge/mail-address';
import { isFreeDomain } from '../acknowledge/match-domain';
import { limits } from '../base/limits';
import type { IsoDate } from '../model/ids';
import type { UnitPerson } from '../model/unit';
import type { UnitColumn } from './data/table-headers';
import { findColumns, type ColumnMapping } from './find-columns';
import { foldName } from './fold-name';
import { unitBounds, type UnitDraft, type UnitProblem } from './unit-draft';
import { unitCode } from './unit-code';

export interface UnitTable {
  readonly units: readonly UnitDraft[];
  readonly problems: readonly UnitProblem[];
  /** what the columns were taken for */
  readonly mapping: ColumnMapping;
}

/**
 * Units of a table, one a row, in whatever order its columns stand; what cannot be taken is named by row.
 * @param mapping columns as a person set them, for a table whose first row is data too; absent: found by their names
 * @param freeDomains see Policy: never the domain of a unit
 */
export function readUnits(rows: readonly (readonly string[])[], freeDomains: readonly string[], mapping?: ColumnMapping): UnitTable {
  const found = mapping === undefined ? findColumns(rows) : { headerRow: -1, mapping };
  if (found === null || found.mapping.name === undefined) return { units: [], problems: [{ row: 0, code: 'noNameColumn', value: '' }], mapping: found?.mapping ?? {} };
  const problems: UnitProblem[] = [];
  const units: UnitDraft[] = [];
  for (const [at, cells] of rows.entries()) {
    if (at <= found.headerRow || cells.every((cell) => cell.trim() === '')) continue;
    if (units.length >= limits.tableRows) {
      problems.push({ row: at + 1, code: 'tooMany', value: String(limits.tableRows) });
      break;
    }
    const unit = new RowReader(at + 1, cells, found.mapping, freeDomains, problems).read();
    if (unit !== null) units.push(unit);
  }
  return { units, problems, mapping: found.mapping };
}

class RowReader {
  constructor(private readonly row: number, private readonly cells: readonly string[], private readonly mapping: ColumnMapping, private readonly freeDomains: readonly string[], private readonly problems: UnitProblem[]) {}

  read(): UnitDraft | null {
    const name = this.text('name');
    // a heading between groups of rows, a line of sums
    if (foldName(name ?? '') === '' || /^[\d\s.,]+$/.test(name ?? '')) {
      this.tell('noName', this.cells.filter((cell) => cell.trim() !== '').join(' ').slice(0, 80));
      return null;
    }
    const validFrom = this.date('validFrom');
    let validTo = this.date('validTo');
    if (validFrom !== null && validTo !== null && validTo < validFrom) {
      this.tell('endBeforeBegin', `${validFrom} – ${validTo}`);
      validTo = null;
    }
    return {
      row: this.row, ref: null, name: name ?? '', aliases: this.list('aliases', /[;\n|]/, unitBounds.aliases), symbols: this.list('symbols', /[;,\n|]/, unitBounds.symbols),
      codes: this.list('codes', /[;,\n|]/, unitBounds.codes, unitCode, 'badCode'), domains: this.domains(), addresses: this.list('addresses', /[;,\s|]+/, unitBounds.addresses, addressOf, 'badAddress'),
      phones: this.list('phones', /[;,\n|/]/, unitBounds.phones), people: this.people(), groups: this.list('groups', /[;,\n|]/, unitBounds.groups),
      validFrom, validTo, parent: this.text('parent'), successors: this.list('successors', /[;\n|]/, unitBounds.successors),
    };
  }

  private values(column: UnitColumn): readonly string[] {
    return (this.mapping[column] ?? []).map((at) => (this.cells[at] ?? '').normalize('NFC').replace(/[\0\r]/g, ' ').trim()).filter((cell) => cell !== '' && !/^[-–—.]+$/.test(cell));
  }

  private text(column: UnitColumn): string | null {
    const [value] = this.values(column);
    if (value === undefined) return null;
    const line = value.replace(/\s+/g, ' ');
    if (line.length <= unitBounds.text) return line;
    this.tell('tooLong', `${line.slice(0, 60)}…`);
    return line.slice(0, unitBounds.text);
  }

  private list(column: UnitColumn, parting: RegExp, most: number, check: (text: string) => string | null = plain, code: UnitProblem['code'] = 'tooLong'): readonly string[] {
    const kept = new Set<string>();
    for (const text of this.values(column).flatMap((value) => value.split(parting)).map((one) => one.trim().replace(/\s+/g, ' ')).filter((one) => one !== '')) {
      const value = check(text);
      if (value === null) this.tell(code, text.slice(0, 80));
      else kept.add(value);
    }
    if (kept.size > most) this.tell('tooMany', String(most));
    return [...kept].slice(0, most);
  }

  private domains(): readonly string[] {
    return this.list('domains', /[;,\s|]+/, unitBounds.domains, (text) => canonicalDomain(text.replace(/^(?:@|\*\.|https?:\/\/)+/i, '').replace(/\/.*/s, '')), 'badDomain').filter((domain) => {
      if (!isFreeDomain(domain, this.freeDomains)) return true;
      this.tell('freeDomain', domain);
      return false;
    });
  }

  private people(): readonly UnitPerson[] {
    const name = this.text('person');
    if (name === null) return [];
    const short = (column: UnitColumn, most: number): string | null => this.text(column)?.slice(0, most) ?? null;
    const [address = null] = this.list('personAddress', /[;,\s|]+/, 1, addressOf, 'badAddress');
    return [{ name: name.slice(0, unitBounds.personText), title: short('personTitle', unitBounds.personText), address, phone: short('personPhone', unitBounds.phone) }];
  }

  private date(column: UnitColumn): IsoDate | null {
    const text = this.text(column);
    if (text === null) return null;
    const day = readDay(text);
    if (day === null) this.tell('badDate', text.slice(0, 40));
    return day;
  }

  private tell(code: UnitProblem['code'], value: string): void {
    this.problems.push({ row: this.row, code, value });
  }
}

function plain(text: string): string | null {
  return text.length <= unitBounds.text ? text : null;
}

function addressOf(text: string): string | null {
  const address = readAddress(text.replace(/^<|>$/g, ''));
  return address === null || address.text.length > unitBounds.address ? null : address.text.toLowerCase();
}

/** Days as tables hold them: 1/7/2025, 01-07-2025, 2025-07-01, with or without a time; Buddhist years (+543). */
export function readDay(text: string): IsoDate | null {
  const plainText = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(plainText);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?$/.exec(plainText);
  const [year, month, day] = iso !== null ? [iso[1], iso[2], iso[3]] : local !== null ? [local[3], local[2], local[1]] : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const christian = Number(year) > 2400 ? Number(year) - 543 : Number(year);
  const date = new Date(Date.UTC(christian, Number(month) - 1, Number(day)));
  if (christian < 1900 || christian > 2200 || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toISOString().slice(0, 10) as IsoDate;
}
