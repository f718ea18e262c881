import { fieldValues } from './header-fields';
import type { HeaderField } from '../model/letter';

/** What in the header says so. `claim…`: a field of the provider names the mailbox. `trace…`: what the way of the letter shows by itself. */
export type ForwardReason =
  /** X-Forwarded-To and X-Forwarded-For (Gmail) */
  | 'claimForwardedFor'
  /** X-Yahoo-Forwarded: from … to … */
  | 'claimYahoo'
  /** X-MS-Exchange-Inbox-Rules-Loop names the mailbox whose rule sent it on (Outlook.com) */
  | 'claimInboxRule'
  /** Resent-From is the private mailbox, the letter is from somebody else */
  | 'claimResent'
  /** bounces go to the private mailbox although the letter is from somebody else: `user+caf_=us=domain@gmail.com`, SRS */
  | 'traceReturnPath'
  /** delivered there before it was delivered here */
  | 'traceDelivered'
  /** the provider's own servers handed it on or sealed it (Received, ARC) */
  | 'traceServers';

export interface ForwardedFrom {
  /** the private mailbox, lower case */
  readonly mailbox: string;
  /** its domain */
  readonly provider: string;
  readonly reasons: readonly ForwardReason[];
}

/** The providers of private mailboxes, with the names of the servers that their mail leaves by. */
const providers: readonly { readonly domain: RegExp; readonly servers: RegExp }[] = [
  { domain: /^(?:gmail|googlemail)\.com$/, servers: /\bgoogle\.com\b/ },
  { domain: /^(?:yahoo\.[a-z]{2,3}(?:\.[a-z]{2})?|ymail\.com|rocketmail\.com|myyahoo\.com)$/, servers: /\byahoo(?:dns)?\.(?:com|net)\b/ },
  { domain: /^(?:outlook|hotmail|live|msn|windowslive)\.[a-z]{2,3}(?:\.[a-z]{2})?$/, servers: /\b(?:outlook|hotmail)\.com\b/ },
];

/** Who redirects a letter by hand leaves Resent-From and the way through the provider, but none of these. */
const ofMachines: ReadonlySet<ForwardReason> = new Set(['claimForwardedFor', 'claimYahoo', 'claimInboxRule', 'traceReturnPath']);

const address = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,128}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;

/**
 * Was this letter sent on by a private mailbox on its own (a forwarding set up at Gmail, Yahoo, Outlook.com)? Then which mailbox,
 * and what shows it; else null.
 *
 * A letter that a person forwarded by hand is not meant: it is from that person. Any sender can write these fields, so one alone
 * is not believed: the way of the letter has to agree with it, or show it twice.
 * @param own our own addresses and aliases: a forwarding to somebody else, before the letter came to us, is not ours. Empty: not known
 */
export function forwardedFrom(fields: readonly HeaderField[], own: readonly string[]): ForwardedFrom | null {
  const values = (name: string): readonly string[] => fieldValues(fields, name);
  const senders = new Set(addressesIn(values('from')));
  const ours = new Set(own.map((one) => one.toLowerCase()));
  const claims = claimed(values, ours);
  const traces = traced(values, ours);
  const mailboxes = new Set([...claims, ...traces].map(({ mailbox }) => mailbox));
  for (const mailbox of mailboxes) {
    const provider = mailbox.slice(mailbox.lastIndexOf('@') + 1);
    const known = providers.find(({ domain }) => domain.test(provider));
    // what the private mailbox wrote itself was not forwarded by itself
    if (known === undefined || senders.has(mailbox) || ours.has(mailbox)) continue;
    const says = (found: readonly Sign[]): readonly ForwardReason[] => found.filter((one) => one.mailbox === mailbox).map(({ reason }) => reason);
    const shown = [...says(traces), ...(wentThrough(values, known.servers) ? ['traceServers' as const] : [])];
    const reasons = [...new Set([...says(claims), ...shown])];
    if (reasons.includes('claimResent') && !reasons.some((reason) => ofMachines.has(reason))) continue;
    if (shown.length > 0 && reasons.length >= 2) return { mailbox, provider, reasons };
  }
  return null;
}

interface Sign {
  readonly mailbox: string;
  readonly reason: ForwardReason;
}

type Values = (name: string) => readonly string[];

function claimed(values: Values, own: ReadonlySet<string>): readonly Sign[] {
  const signs: Sign[] = [];
  const isOurs = (target: string | undefined): boolean => own.size === 0 || (target !== undefined && own.has(target));
  // "X-Forwarded-For: private target", one line a forwarding
  const targets = addressesIn(values('x-forwarded-to'));
  for (const line of values('x-forwarded-for')) {
    const [mailbox, ...to] = addressesIn([line]);
    if (mailbox !== undefined && [...to, ...targets].some(isOurs)) signs.push({ mailbox, reason: 'claimForwardedFor' });
  }
  for (const line of [...values('x-yahoo-forwarded'), ...values('x-yahoo-forwardonly')]) {
    const match = /^\s*from\s+(\S+)\s+to\s+(\S+)\s*$/i.exec(line);
    const [mailbox] = addressesIn([match?.[1] ?? '']);
    if (mailbox !== undefined && isOurs(addressesIn([match?.[2] ?? ''])[0])) signs.push({ mailbox, reason: 'claimYahoo' });
  }
  for (const mailbox of addressesIn(values('x-ms-exchange-inbox-rules-loop'))) signs.push({ mailbox, reason: 'claimInboxRule' });
  const resentTo = addressesIn(values('resent-to'));
  if (resentTo.length === 0 || resentTo.some(isOurs)) for (const mailbox of addressesIn(values('resent-from'))) signs.push({ mailbox, reason: 'claimResent' });
  return signs;
}

function traced(values: Values, own: ReadonlySet<string>): readonly Sign[] {
  const signs: Sign[] = [];
  const [path] = addressesIn(values('return-path'));
  if (path !== undefined) {
    const mailbox = bouncesTo(path, own);
    if (mailbox !== null) signs.push({ mailbox, reason: 'traceReturnPath' });
  }
  // each server that delivers puts its own on top: the lower ones came before us
  const delivered = addressesIn(values('delivered-to'));
  const below = delivered.length > 1 && (own.size === 0 || own.has(delivered[0] ?? '')) ? delivered.slice(1) : [];
  for (const mailbox of below) if (mailbox !== delivered[0]) signs.push({ mailbox, reason: 'traceDelivered' });
  return signs;
}

/**
 * The private mailbox in a rewritten Return-Path. Gmail: `user+caf_=us=our.domain@gmail.com`. SRS as Outlook.com writes it:
 * `user+SRS=hash=tt=sender.domain=sender@outlook.com`; as others do: `SRS0=hash=tt=sender.domain=sender@domain`, which names no mailbox.
 */
function bouncesTo(path: string, own: ReadonlySet<string>): string | null {
  const at = path.lastIndexOf('@');
  const match = /^([^+]+)\+(caf_|srs)=(.+)$/.exec(path.slice(0, at));
  if (match === null) return null;
  const [, user = '', kind = '', rest = ''] = match;
  const target = rest.replace(/=([^=]+)$/, '@$1');
  if (kind === 'caf_' && own.size > 0 && !own.has(target)) return null;
  return `${user}${path.slice(at)}`;
}

/** Did a server of the provider hand the letter on? Hosts stand behind "from" and "by"; ARC names the sealing domain. */
function wentThrough(values: Values, servers: RegExp): boolean {
  const hosts = [...values('received'), ...values('x-received')].flatMap((line) => line.toLowerCase().match(/\b(?:from|by)\s+\S+(?:\s+\([^()]*\))?/g) ?? []);
  const seals = [...values('arc-seal'), ...values('arc-message-signature')].flatMap((line) => /\bd\s*=\s*([^;\s]+)/.exec(line.toLowerCase())?.[1] ?? []);
  return hosts.some((host) => servers.test(host)) || seals.some((domain) => servers.test(domain));
}

function addressesIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.slice(0, 2000).match(address) ?? []).map((one) => one.toLowerCase());
}
