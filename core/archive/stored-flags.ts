import { fieldValues } from '../letter/header-fields';
import { latin1Of } from '../letter/latin1';
import type { HeaderField } from '../model/letter';

export interface StoredFlags {
  readonly flags: readonly string[];
  /** deleted in the program it comes from, and only waiting to be cleared away there */
  readonly deleted: boolean;
}

/** nsMsgMessageFlags of Thunderbird, as X-Mozilla-Status writes them (hexadecimal) */
const mozilla = { read: 0x1, replied: 0x2, marked: 0x4, expunged: 0x8, forwarded: 0x1000 } as const;

/** Flags that mbox programs write into the header: Thunderbird's X-Mozilla-Status, and Status and X-Status of the others. */
export function storedFlags(fields: readonly HeaderField[]): StoredFlags {
  const written = fieldValues(fields, 'x-mozilla-status')[0];
  if (written !== undefined && /^[0-9a-f]{1,8}$/i.test(written)) {
    const bits = parseInt(written, 16);
    const set = (bit: number, flag: string): readonly string[] => ((bits & bit) !== 0 ? [flag] : []);
    return {
      flags: [...set(mozilla.read, '\\Seen'), ...set(mozilla.replied, '\\Answered'), ...set(mozilla.marked, '\\Flagged'), ...set(mozilla.forwarded, '$Forwarded')],
      deleted: (bits & mozilla.expunged) !== 0,
    };
  }
  const status = `${fieldValues(fields, 'status')[0] ?? ''}${fieldValues(fields, 'x-status')[0] ?? ''}`;
  const letters: readonly (readonly [string, string])[] = [['R', '\\Seen'], ['A', '\\Answered'], ['F', '\\Flagged']];
  // anything else behind "Status:" is somebody's own field
  if (!/^[RODAFTNU]{1,8}$/.test(status)) return { flags: [], deleted: false };
  return { flags: letters.flatMap(([letter, flag]) => (status.includes(letter) ? [flag] : [])), deleted: false };
}

const maildirFlags: readonly (readonly [string, string])[] = [['D', '\\Draft'], ['F', '\\Flagged'], ['P', '$Forwarded'], ['R', '\\Answered'], ['S', '\\Seen'], ['T', '\\Deleted']];

/** Flags of a Maildir file by its name: `:2,FS`, on Windows also `;2,` or `!2,`. Small letters are keywords of one server and mean nothing elsewhere. */
export function flagsOfMaildirName(name: string): readonly string[] {
  const info = /[:;!]2,([A-Za-z]*)(?:,.*)?$/.exec(name)?.[1] ?? '';
  return maildirFlags.flatMap(([letter, flag]) => (info.includes(letter) ? [flag] : []));
}

/** The info part of a Maildir name: letters in ASCII order, as the format asks. */
export function maildirInfo(flags: readonly string[], separator: ':' | ';'): string {
  const given = new Set(flags.map((flag) => flag.toLowerCase()));
  return `${separator}2,${maildirFlags.filter(([, flag]) => given.has(flag.toLowerCase())).map(([letter]) => letter).join('')}`;
}

const storeLine = /^(?:X-Mozilla-[A-Za-z0-9-]*|X-Account-Key|X-UIDL):/i;

/**
 * Bytes that Thunderbird put before the letter: they belong to its folder file, as quoting does, and without them the letter is the
 * one that was sent. 0 where there are none.
 */
export function storeLinesLength(header: Uint8Array): number {
  let at = 0;
  let isMozilla = false;
  while (at < header.length) {
    const stop = header.indexOf(10, at);
    if (stop === -1) break;
    const line = latin1Of(header.subarray(at, Math.min(stop, at + 200)));
    if (!storeLine.test(line)) break;
    isMozilla ||= /^X-Mozilla-Status:/i.test(line);
    at = stop + 1;
  }
  return isMozilla ? at : 0;
}
