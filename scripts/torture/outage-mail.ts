import { testLetters } from '../desk/test-letters';
import type { SeedMessage } from '../servers/maildir';

const dayMillis = 24 * 3_600_000;

/** A letter of an official sender that asks for nothing; `name` is in its Message-ID. */
export function officialLetter(name: string): Uint8Array {
  return Buffer.from([
    'From: Don vi 1 <unit1@test.test>', 'To: clerk@test.test', `Subject: Cong van ${name}`, `Message-ID: <${name}@test.test>`,
    'Date: Sat, 21 Nov 2026 09:00:00 +0700', 'Content-Type: text/plain', '', `Kinh gui, noi dung ${name}.`, '',
  ].join('\r\n'));
}

export interface WaitingMail {
  readonly messages: readonly SeedMessage[];
  readonly urgent: ReadonlySet<string>;
}

/**
 * What came to the server while the line was gone, spread over the days; the urgent ones are scattered among the others, none
 * of them the newest. Keys of `urgent` are the letters themselves, bytes as Latin-1.
 */
export function waitingMail(count: number, urgentCount: number, seed: number, since: Date, days: number): WaitingMail {
  const every = Math.max(2, Math.floor(count / urgentCount));
  const urgent = new Set<string>();
  const messages = testLetters(count, seed).map((raw, at) => {
    const isUrgent = at % every === 1 && urgent.size < urgentCount;
    const letter = isUrgent ? Buffer.concat([Buffer.from('Importance: high\r\n'), raw]) : raw;
    if (isUrgent) urgent.add(Buffer.from(letter).toString('latin1'));
    return { raw: letter, receivedAt: new Date(since.getTime() + ((at + 1) * days * dayMillis) / (count + 1)) };
  });
  return { messages, urgent };
}
