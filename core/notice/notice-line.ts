import { limits } from '../base/limits';
import type { NoticeLine } from '../model/notice';

/** A line that tells its step and nothing else, with what is known beside it. */
export function noticeLine(line: Partial<NoticeLine> & Pick<NoticeLine, 'step'>): NoticeLine {
  return { address: null, at: null, code: null, status: null, number: null, date: null, reason: null, words: '', ...line };
}

/** Foreign words as they are kept: on one line, without what could rearrange ours. */
export function keptWords(text: string, chars: number = limits.noticeWords): string {
  const clean = text.slice(0, 4 * chars).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/\s+/g, ' ').trim();
  const all = [...clean];
  return all.length <= chars ? clean : `${all.slice(0, chars).join('')}…`;
}

/** `rfc822; clerk@so.gov.vn` (RFC 3464, 2.1.2); X.400 names and the like are no address we sent to. */
export function typedAddress(value: string | undefined): string | null {
  const match = /^(?:(?:rfc822|utf-8|smtp) ?; ?)?<?([^\s<>;@]{1,300}@[^\s<>;]{1,255})>?$/i.exec((value ?? '').replace(/\s+/g, ' ').trim());
  return match?.[1] ?? null;
}
