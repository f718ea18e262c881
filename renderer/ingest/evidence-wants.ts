import { limits } from '../../core/base/limits';
import type { EvidenceWant } from '../../core/model/evidence';
import type { LetterId } from '../../core/model/ids';
import type { LetterVerdict, Wanted } from '../../core/model/verdict';
import { decodeBase64 } from '../../core/pki/pem';
import { namesOfWanted } from '../../core/verify/asked-evidence';
import type { AskMain } from './ask-main';

/** as many as one question to main may hold */
const mostAtOnce = 100;

/**
 * Puts before main what a verdict wants, at every judgement: main knows what it was told, asks for each thing once, and decides whether an answer that was
 * not enough (an OCSP answer or a list older than the letter) is asked for again.
 */
export async function sendWants(ask: AskMain, letterId: LetterId, { signatures }: Pick<LetterVerdict, 'signatures'>): Promise<void> {
  const wants = new Map<string, EvidenceWant>();
  const strange: string[] = [];
  for (const wanted of signatures.flatMap((one) => one.wanted)) {
    const asked = wantOf(wanted);
    const want = asked?.what === 'certificate' ? withinBounds(asked.urls, strange) : asked;
    if (want !== null) wants.set(namesOfWanted(wanted).join(' '), want);
  }
  const all = [...wants.values()];
  for (let at = 0; at < all.length; at += mostAtOnce) await ask('evidence.want', { letterId, wants: all.slice(at, at + mostAtOnce) as never });
}

/**
 * An issuer that leads to no anchor yet has an address that anybody can have made up, to learn that and when a letter was read, or to have us knock at somebody's
 * door: few for a letter, and fewer at one host.
 * @param hosts of the addresses taken so far, once for each; added to
 */
function withinBounds(urls: readonly string[], hosts: string[]): EvidenceWant | null {
  const taken: string[] = [];
  for (const url of urls) {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    if (hosts.length >= limits.issuerAddressesPerLetter || hosts.filter((one) => one === host).length >= limits.issuerAddressesPerHost) continue;
    hosts.push(host);
    taken.push(url);
  }
  return taken.length === 0 ? null : { what: 'certificate', urls: taken };
}

/** Does it want anything that could be asked for? */
export function isWanting({ signatures }: LetterVerdict): boolean {
  return signatures.some(({ wanted }) => wanted.some((one) => wantOf(one) !== null));
}

/** Null where it names no address that could be asked. */
function wantOf(wanted: Wanted): EvidenceWant | null {
  const urls = wanted.urls.filter((url) => /^https?:\/\//i.test(url) && url.length <= 2000 && !/[\r\n\0]/.test(url)).slice(0, 8);
  if (urls.length === 0) return null;
  if (wanted.what !== 'ocsp') return { what: wanted.what, urls };
  const request = decodeBase64(wanted.request);
  return request === null || request.byteLength === 0 || request.byteLength > 4096 ? null : { what: 'ocsp', urls, about: wanted.certificate, request };
}
