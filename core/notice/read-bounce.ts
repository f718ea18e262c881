import { limits } from '../base/limits';
import type { ParsedLetter } from '../model/letter';
import type { Notice, NoticeLine } from '../model/notice';
import { fieldValues } from '../letter/header-fields';
import { keptWords, noticeLine } from './notice-line';
import { aboutIds, idsIn, returnedLetter } from './returned-letter';

const robots = /^(?:mailer-daemon|postmaster|mail-daemon|maildaemon|mdaemon|microsoftexchange[\w.-]*|mail\.delivery\.system)$/i;
const subjects = /undeliver|delivery (?:status|failure|has failed)|returned mail|failure notice|mail delivery|delivery delayed|warning: (?:could not send|message)|không (?:gửi|phát|chuyển) được|thư bị trả lại|ส่ง(?:ไม่|อีเมลไม่)สำเร็จ/iu;
/** where the returned copy begins: what follows are words of our own letter */
const copyBegins = /^[ \t]{0,20}(?:-{2,}\s*(?:below this line is a copy|this is a copy|the following is a copy|original message|unsent message|undelivered message)[^\n]*|original message headers:|return-path:[^\n]*|received: from[^\n]*)[ \t]*$/im;
const willTryAgain = /\b(?:delayed|will (?:keep trying|retry|be retried|continue)|still being (?:retried|queued)|temporarily deferred|no action is required)\b/i;
/** longer lines name nobody: an address of 320 characters, and a name before it */
const addressLineChars = 1000;
const addressLines = [
  // qmail, Postfix, sendmail: the address at the beginning of its paragraph
  /^[ \t]*<([^<>\s@]+@[^<>\s]+)>/,
  // Exim: the address alone, indented
  /^[ \t]{1,12}([^<>\s@:;,"()]+@[^<>\s:;,"()]+)[ \t]*$/,
  // Exchange: "name (address)", or "name<mailto:address>"
  /^[^(<]*[(<]([^()<>\s@]+@[^()<>\s@]+)[)>]\s*$/,
];

/**
 * Bounces that are no RFC 3464 report: qmail, old Postfix and Exim, Exchange in words, gateways from X.400. Read only where they come from a mail
 * system by name or by the null Return-Path: people write about undelivered mail too.
 */
export function readBounce(raw: Uint8Array, parsed: ParsedLetter): Notice | null {
  const { header } = parsed;
  const failedFields = fieldValues(header.fields, 'x-failed-recipients').flatMap((value) => value.slice(0, 5000).split(',')).map((one) => one.trim()).filter((one) => one.includes('@'));
  const local = header.from[0]?.address.split('@')[0] ?? '';
  const nobody = fieldValues(header.fields, 'return-path').some((value) => value.replace(/\s/g, '') === '<>');
  if (failedFields.length === 0 && !((robots.test(local) || nobody) && subjects.test(header.subject))) return null;
  const text = (parsed.text?.text ?? '').slice(0, limits.noticeTextChars);
  const said = text.slice(0, copyBegins.exec(text)?.index ?? text.length);
  const step = willTryAgain.test(said) || /delay/i.test(header.subject) ? 'delayed' : 'failed';
  const found = failedFields.length > 0 ? failedFields.map((address) => ({ address, words: said })) : addressesIn(said);
  const told = (found.length === 0 ? [{ address: null, words: said }] : found).slice(0, limits.noticeLines).map(({ address, words }): NoticeLine =>
    noticeLine({ address, step, status: /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null, at: header.date, words: keptWords(words) }));
  const returned = returnedLetter(raw, parsed);
  return {
    kind: 'dsn', about: aboutIds([returned?.messageId, ...idsOfCopy(text)], parsed), envelopeId: null,
    subject: returned?.subject ?? subjectOfCopy(text), codes: [], told, files: [],
  };
}

function addressesIn(text: string): readonly { readonly address: string; readonly words: string }[] {
  const lines: { readonly at: number; readonly line: string }[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.length <= addressLineChars) lines.push({ at, line });
    at += line.length + 1;
  }
  for (const pattern of addressLines) {
    const found = lines.flatMap(({ at: begin, line }) => {
      const address = pattern.exec(line)?.[1];
      return address === undefined ? [] : [{ begin, address: address.replace(/^mailto:/i, '') }];
    }).slice(0, limits.noticeLines);
    if (found.length === 0) continue;
    return found.map(({ begin, address }, index) => ({ address, words: text.slice(begin, found[index + 1]?.begin ?? begin + 2 * limits.noticeWords) }));
  }
  return [];
}

/** Message-ID in a header that was returned as text. */
function idsOfCopy(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t>]{0,20}message-id:\s{0,5}(<[^<>\s]{1,995}>)/gim)].slice(0, 3).flatMap((match) => idsIn(match[1] ?? ''));
}

function subjectOfCopy(text: string): string | null {
  const subject = /^[ \t>]*subject:[ \t]*([^\n]{1,500})$/im.exec(text)?.[1]?.trim();
  return subject === undefined || subject === '' ? null : subject;
}
