import type { IsoTime } from '../model/ids';
import { vietnamTime } from '../pdf/write/vietnam-time';

/** What stands at the upper right of an annex in a file of its own: number and symbol of its document, time of signing (Nghị định 30/2020/NĐ-CP, annex I). */
export function annexLines(code: string, at: IsoTime): readonly string[] {
  return [code, vietnamTime(at)];
}

/** What stands at the upper right of an electronic copy: its form (SAO Y, SAO LỤC, TRÍCH SAO), who made it, when it was signed. */
export function copyLines(form: string, agency: string, at: IsoTime): readonly string[] {
  return [form, agency, vietnamTime(at)];
}
