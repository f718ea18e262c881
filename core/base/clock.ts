import type { IsoTime } from '../model/ids';

/** The only source of "now" for code that decides; tests hand in their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function isoTime(date: Date): IsoTime {
  return date.toISOString() as IsoTime;
}
