import { addressKey, readAddress } from '../acknowledge/mail-address';
import { stateOfMail } from '../fold/outgoing-book';
import type { MailAddressee, OutgoingMail } from '../model/outgoing';
import type { HomeLetter } from './home-letter';
import { speaksFor, whoSpeaks, type Speakers } from './speaks-for';

export interface MeantMail {
  readonly mail: OutgoingMail;
  readonly addressee: MailAddressee;
  /** an office that writes for itself is surer than another one of its domain */
  readonly isItself: boolean;
}

/** clocks of server and desk may differ by so much where a letter is matched by words alone */
const clocksApart = 10 * 60_000;

/**
 * Messages that a number and symbol, or a subject, may mean, found by who writes: a circular has thousands under one subject, and each of its addressees
 * may answer without naming a message.
 */
export class MeantByWords {
  private readonly lists = new Map<string, Map<string, OutgoingMail[]>>();

  constructor(private readonly speakers: Speakers) {}

  add(words: string, one: OutgoingMail): void {
    // nobody got it
    if (stateOfMail(one).state === 'takenBack') return;
    const list = this.lists.get(words) ?? new Map<string, OutgoingMail[]>();
    this.lists.set(words, list);
    for (const writer of new Set(one.mail.addressees.flatMap((addressee) => this.writersOf(addressee.address, addressee.unitId)))) {
      const mails = list.get(writer);
      if (mails === undefined) list.set(writer, [one]);
      else mails.push(one);
    }
  }

  /** The newest message under each of these words that went to the writer, or to the writer's domain alone, before the letter came. */
  meant({ from, arrivedAt }: Pick<HomeLetter, 'from' | 'arrivedAt'>, words: readonly string[]): readonly MeantMail[] {
    const latest = new Date(Date.parse(arrivedAt) + clocksApart).toISOString();
    const [domain, ...itself] = this.writersOf(from, null);
    return words.flatMap((key) => {
      const list = this.lists.get(key);
      if (list === undefined || domain === undefined) return [];
      return this.newest(from, itself.flatMap((writer) => list.get(writer) ?? []), latest) ?? this.newest(from, list.get(domain) ?? [], latest) ?? [];
    });
  }

  /** null: of two offices under one domain that got the same, nobody knows which one writes */
  private newest(from: string, mails: readonly OutgoingMail[], latest: string): MeantMail | null {
    let best: MeantMail | null = null;
    for (const mail of mails) {
      if (mail.queuedAt > latest || (best !== null && best.mail.queuedAt > mail.queuedAt)) continue;
      const [who] = whoSpeaks(from, mail, this.speakers);
      if (who === undefined) continue;
      const found: MeantMail = { mail, addressee: who.addressee, isItself: who.speaking === 'itself' };
      if (best === null || newestFirst(found, best) < 0) best = found;
    }
    if (best === null || best.isItself) return best;
    const { mail: { mail: { batch } }, addressee: { address } } = best;
    if (mails.some(({ mail }) => mail.batch === batch && mail.addressees.some((one) => one.address !== address && speaksFor(from, one, this.speakers) === 'domain'))) return null;
    return best;
  }

  /** domain, address, units */
  private writersOf(address: string, unitId: string | null): readonly string[] {
    const read = readAddress(address);
    if (read === null) return [];
    const unit = this.speakers.unitOf(address);
    return [`domain ${read.domain}`, `address ${addressKey(read)}`, ...[...new Set([unit, unitId])].flatMap((one) => (one === null ? [] : [`unit ${one}`]))];
  }
}

/** Who writes for itself before who only shares a domain, then the newest. */
export function newestFirst(a: MeantMail, b: MeantMail): number {
  if (a.isItself !== b.isItself) return a.isItself ? -1 : 1;
  return a.mail.queuedAt < b.mail.queuedAt ? 1 : a.mail.queuedAt > b.mail.queuedAt ? -1 : a.mail.mail.outgoingId < b.mail.mail.outgoingId ? -1 : 1;
}
