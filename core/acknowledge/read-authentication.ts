import type { HeaderField } from '../model/letter';
import { canonicalDomain } from './mail-address';
import { coversDomain } from './match-domain';

/** What our own server says about the sender; `none` where it says nothing. */
export type AuthenticationOutcome = 'passed' | 'failed' | 'none';

/**
 * Reads Authentication-Results (RFC 8601) of our own server only: the authserv-id must be the account's mail host or
 * lie in the account's mail domain (or be one the office configured). Anybody can write such a field into a letter, so
 * a pass opens nothing anywhere; among all fields that bear our server's name a single failure decides. A forged failure
 * only makes us ask, a forged pass cannot outvote the true failure.
 * @param ownServers host names of our IMAP and SMTP servers, our mail domain with a leading dot, configured names
 * @param fromDomain canonical domain of the From address, for alignment (RFC 7489, 3.1, relaxed)
 */
export function readAuthentication(
  fields: readonly HeaderField[], ownServers: readonly string[], fromDomain: string | null,
): AuthenticationOutcome {
  let outcome: AuthenticationOutcome = 'none';
  for (const field of fields) {
    if (field.name.toLowerCase() !== 'authentication-results') continue;
    const [head = '', ...results] = plainResults(field.value).split(';');
    const server = canonicalDomain(head.trim().split(/\s+/)[0] ?? '', 1);
    if (server === null || !ownServers.some((own) => coversDomain(own, server))) continue;
    const said = judge(results, fromDomain);
    if (said === 'failed') return 'failed';
    if (said === 'passed') outcome = 'passed';
  }
  return outcome;
}

function judge(results: readonly string[], fromDomain: string | null): AuthenticationOutcome {
  let confirmed = false;
  let aligned = false;
  let failed = false;
  for (const text of results) {
    const found = /^\s*(dmarc|spf|dkim)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)(.*)$/is.exec(text);
    if (found === null) continue;
    const method = (found[1] ?? '').toLowerCase();
    const result = (found[2] ?? '').toLowerCase();
    if (method === 'dmarc') {
      if (result === 'fail') return 'failed';
      confirmed ||= result === 'pass';
    } else if (result === 'pass') {
      aligned ||= isAligned(found[3] ?? '', fromDomain);
    } else if (result === 'fail' || result === 'softfail' || result === 'permerror') {
      failed = true;
    }
  }
  return confirmed || aligned ? 'passed' : failed ? 'failed' : 'none';
}

function isAligned(properties: string, fromDomain: string | null): boolean {
  const found = /(?:^|\s)(?:header\.d|header\.i|smtp\.mailfrom)\s*=\s*"?(?:[^\s";]*@)?([^\s";]+)/i.exec(properties);
  const domain = found === null ? null : canonicalDomain(found[1] ?? '');
  if (domain === null || fromDomain === null) return false;
  return coversDomain(`.${domain}`, fromDomain) || coversDomain(`.${fromDomain}`, domain);
}

/**
 * A field without comments and quotes (RFC 8601, 2.2). Senders choose the local part of the envelope, and a server quotes it into the field: inside
 * `"a; dmarc=pass "@example.com` nothing is a result, a comment or a domain. What is opened and never closed opens nothing.
 */
function plainResults(value: string): string {
  let plain = '';
  for (let at = 0; at < value.length; at += 1) {
    const char = value.charAt(at);
    const end = char === '"' ? closingQuote(value, at) : char === '(' ? closingComment(value, at) : null;
    if (end === null) {
      plain += char === '"' || char === '(' ? '_' : char;
      continue;
    }
    if (char === '"') plain += value.charAt(end + 1) === '@' ? 'quoted' : value.slice(at + 1, end).replace(/[\s;="()\\]/g, '_');
    at = end;
  }
  return plain;
}

function closingQuote(value: string, from: number): number | null {
  for (let at = from + 1; at < value.length; at += 1) {
    if (value.charAt(at) === '\\') at += 1;
    else if (value.charAt(at) === '"') return at;
  }
  return null;
}

/** comments nest */
function closingComment(value: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < value.length; at += 1) {
    const char = value.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return null;
}
