import type { IsoTime } from '../model/ids';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC of zone names: RFC 5322, 4.3, and others seen in mail. Every other name there means "unknown", that is 0. */
const zones: Readonly<Record<string, number>> = {
  est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, ast: -240, adt: -180, nst: -210, ndt: -150, akst: -540, akdt: -480, hst: -600,
  bst: 60, wet: 0, west: 60, met: 60, mez: 60, cet: 60, mest: 120, cest: 120, eet: 120, eest: 180, msk: 180,
  ict: 420, wib: 420, sgt: 480, myt: 480, hkt: 480, jst: 540, kst: 540,
};

const shape = /(?:^|[\s,])(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})(?:[\s,]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?)?\s*([+-]\s?\d{3,4}|[a-z]{1,5})?/i;

/** Date header (RFC 5322, 3.3 and obsolete forms) as an instant; null where it is none or impossible. */
export function parseDate(value: string): IsoTime | null {
  const text = value.replace(/\([^()]*\)/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 200);
  const match = shape.exec(text);
  if (match === null) return null;
  const day = Number(match[1]);
  const month = months.indexOf((match[2] ?? '').toLowerCase());
  if (month === -1) return null;
  const written = Number(match[3]);
  const length = (match[3] ?? '').length;
  const year = length === 2 ? written + (written < 50 ? 2000 : 1900) : length === 3 ? written + 1900 : written;
  const hour = Number(match[4] ?? 0);
  const minute = Number(match[5] ?? 0);
  // a leap second is the first of the next minute for every clock here
  const second = Number(match[6] ?? 0);
  if (hour > 24 || minute > 59 || second > 60) return null;
  if (new Date(Date.UTC(year, month, day)).getUTCDate() !== day) return null;
  const local = new Date(Date.UTC(year, month, day, hour, minute, second));
  const instant = new Date(local.getTime() - zoneMinutes(match[7] ?? '') * 60_000);
  return Number.isNaN(instant.getTime()) ? null : (instant.toISOString() as IsoTime);
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])\s?(\d{1,2})(\d{2})$/.exec(zone);
  if (match === null) return zones[zone.toLowerCase()] ?? 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
