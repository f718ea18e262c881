import type { IsoTime } from '../../model/ids';

/** Vietnam is UTC+7 all year round; the zone of the machine says nothing about where a document is signed. */
const offset = 7 * 3_600_000;

function local(at: IsoTime): string {
  return new Date(Date.parse(at) + offset).toISOString();
}

/** ISO 8601 with the zone, to the second, as Nghị định 30/2020/NĐ-CP (annex I) has it under signatures: `2026-11-21T09:05:07+07:00`. */
export function vietnamTime(at: IsoTime): string {
  return `${local(at).slice(0, 19)}+07:00`;
}

/** A date of PDF (ISO 32000-2, 7.9.4): `D:20261121090507+07'00'`. */
export function pdfDate(at: IsoTime): string {
  return `D:${local(at).slice(0, 19).replace(/[-T:]/g, '')}+07'00'`;
}
