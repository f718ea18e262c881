import type { LetterId } from '../../core/model/ids';
import type { ActChange } from '../../core/model/act';
import { MailboxActs } from '../../main/acts/mailbox-acts';
import { makeAct } from '../../main/acts/make-act';
import { LetterPlaces } from '../../main/outbox/letter-places';
import type { TestDesk } from '../desk/test-desk';
import type { MailServer } from '../servers/mail-server';

interface Errand {
  readonly changes: readonly ActChange[];
  /** where the letter must lie afterwards, with and without which flags */
  readonly folder: string;
  readonly flagged: boolean;
  readonly seen: boolean;
}

const flag = (name: string, on = true): ActChange => ({ kind: 'flag', flag: name, on });
const toArchive: ActChange = { kind: 'move', to: 'Archive' };
const inbox = { folder: 'INBOX', flagged: false, seen: false } as const;
const times = (count: number, errand: Errand): readonly Errand[] => Array.from({ length: count }, () => errand);

/** Forty acts on twenty-five letters; in another order most of them would end otherwise. */
const errands: readonly Errand[] = [
  ...times(5, { ...inbox, changes: [flag('\\Flagged')], flagged: true }),
  ...times(5, { ...inbox, changes: [flag('\\Flagged'), flag('\\Flagged', false)] }),
  ...times(5, { changes: [flag('\\Seen'), toArchive], folder: 'Archive', flagged: false, seen: true }),
  ...times(5, { changes: [toArchive, flag('\\Flagged')], folder: 'Archive', flagged: true, seen: false }),
  ...times(3, { ...inbox, changes: [{ kind: 'delete' }], folder: 'Trash' }),
  ...times(2, { ...inbox, changes: [{ kind: 'junk', isJunk: true }], folder: 'Junk' }),
];

export const lettersActedOn = errands.length;

export interface ActsResult {
  readonly acts: number;
  readonly settled: number;
  /** letters that do not lie on the server as the acts in their order leave them */
  readonly actsWrong: number;
}

/** What a person does to letters while there is no line, through the same service as in the application. */
export class OutageActs {
  private readonly expected = new Map<string, Errand>();
  private asked = 0;

  private constructor(private readonly desk: TestDesk, private readonly places: LetterPlaces, private readonly service: MailboxActs, private readonly forget: () => void) {}

  static async open(desk: TestDesk): Promise<OutageActs> {
    const places = new LetterPlaces();
    for (const event of await desk.events()) places.apply(event);
    const forget = places.follow(desk.journal);
    const service = new MailboxActs({ journal: desk.journal, vault: desk.vault, places, line: () => desk.sync, log: { write: () => undefined } });
    return new OutageActs(desk, places, service, forget);
  }

  /** @param letters `lettersActedOn` of them, with the Message-ID each has */
  async ask(letters: readonly { readonly letterId: LetterId; readonly name: string }[]): Promise<void> {
    // one round after the other, so that the acts on one letter do not follow each other at once
    for (const round of [0, 1]) {
      for (const [at, errand] of errands.entries()) {
        const [letter, change] = [letters[at], errand.changes[round]];
        if (!letter || !change) continue;
        const act = makeAct(this.places, letter.letterId, change, null);
        if (!act.ok) throw new Error(`act ${change.kind}: ${act.failure.code}`);
        await this.desk.journal.append({ kind: 'act.asked', letterId: letter.letterId, act: act.value });
        await new Promise((resolve) => setImmediate(resolve));
        this.asked += 1;
        this.expected.set(letter.name, errand);
      }
    }
  }

  /** every act has come to its end, whatever it was */
  areOver(): boolean {
    const { accountId } = this.desk.record;
    this.service.start(accountId);
    return this.places.acts.waiting(accountId).length === 0;
  }

  async result(server: MailServer, user: string): Promise<ActsResult> {
    const settled = (await this.desk.events()).filter((event) => event.kind === 'act.settled' && event.outcome.state !== 'conflict').length;
    const there = new Map<string, { readonly folder: string; readonly flags: readonly string[] }>();
    for (const folder of ['INBOX', 'Archive', 'Trash', 'Junk']) {
      for (const { raw, flags } of await server.messages(user, folder)) {
        const name = /^Message-ID: <([^@]*)@/m.exec(Buffer.from(raw).toString('latin1'))?.[1];
        if (name !== undefined) there.set(name, { folder, flags });
      }
    }
    const wrong = [...this.expected].filter(([name, { folder, flagged, seen }]) => {
      const found = there.get(name);
      return found?.folder !== folder || found.flags.includes('\\Flagged') !== flagged || found.flags.includes('\\Seen') !== seen;
    });
    return { acts: this.asked, settled, actsWrong: wrong.length };
  }

  async close(): Promise<void> {
    await this.service.close();
    this.forget();
  }
}
