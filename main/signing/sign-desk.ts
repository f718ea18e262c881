import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../core/base/result';
import { visibleName } from '../../core/letter/safe-name';
import type { Digest } from '../../core/model/ids';
import type { MadeSignature, PinQuestion, SignFailure, SigningKey, SignItem, SignMechanism } from '../../core/model/signing';
import { mechanismParts } from '../../core/pki/mechanism';
import { carriesDigest } from './carries-digest';
import type { PinTalk } from './pin-talk';
import type { KeySource, SigningBatch } from './signing-batch';

export interface SignDeskPorts {
  readonly sources: () => readonly KeySource[];
  /** shows the window in which the person answers; it is closed by the end of the talk */
  readonly openPin: () => PinTalk;
  readonly look: () => { readonly language: 'vi' | 'en'; readonly theme: 'light' | 'dark' };
}

export interface SignOrder {
  readonly keyId: string;
  readonly mechanism: SignMechanism;
  readonly items: readonly SignItem[];
}

interface HashedItem {
  readonly item: SignItem;
  readonly digest: Digest;
}

type Signed = Result<readonly MadeSignature[], SignFailure>;

/** Signs what a person has seen by name and digest: all of a batch or nothing, one batch at a time. */
export class SignDesk {
  private isBusy = false;

  constructor(private readonly ports: SignDeskPorts) {}

  async keys(): Promise<readonly SigningKey[]> {
    return (await Promise.all(this.ports.sources().map((source) => source.list()))).flat();
  }

  async run(order: SignOrder): Promise<Signed> {
    if (this.isBusy) return failed('busy');
    this.isBusy = true;
    try {
      const hashed = hashItems(order);
      if (hashed === null) return failed('digestMissing');
      const begun = await this.begin(order.keyId);
      if (!begun.ok) return begun;
      try {
        return await this.signBatch(begun.value, order.mechanism, hashed);
      } finally {
        await begun.value.close();
      }
    } finally {
      this.isBusy = false;
    }
  }

  private async begin(keyId: string): Promise<Result<SigningBatch, SignFailure>> {
    for (const source of this.ports.sources()) {
      const begun = await source.begin(keyId);
      if (begun !== null) return begun;
    }
    return failed('keyGone');
  }

  private async signBatch(batch: SigningBatch, mechanism: SignMechanism, hashed: readonly HashedItem[]): Promise<Signed> {
    const { key } = batch;
    if (!key.mechanisms.includes(mechanism)) return failed('mechanism');
    // not one try is left: asking would only pretend that there is
    if (key.token?.tries === 'locked') return failed('pinLocked', 'locked');
    const talk = this.ports.openPin();
    talk.onCancelled(() => batch.abort());
    try {
      return await this.talkAndSign(talk, batch, mechanism, hashed);
    } finally {
      talk.close();
    }
  }

  private async talkAndSign(talk: PinTalk, batch: SigningBatch, mechanism: SignMechanism, hashed: readonly HashedItem[]): Promise<Signed> {
    const { key } = batch;
    const question: PinQuestion = {
      holder: key.holder, pem: key.pem, token: key.token, wrong: false, turn: key.alwaysAuthenticate ? 0 : null, ...this.ports.look(),
      items: hashed.map(({ item, digest }) => ({ name: visibleName(item.name), digest, size: item.content.byteLength })),
    };
    const unlocked = await this.unlock(talk, question, batch);
    if (!unlocked.ok) return unlocked;
    let pin = unlocked.value;
    try {
      const made: MadeSignature[] = [];
      for (const [turn, { item, digest }] of hashed.entries()) {
        // this PIN is spent: the token wants to know for each signature that somebody is there
        if (turn > 0 && batch.key.alwaysAuthenticate) {
          pin?.fill(0);
          const said = await talk.ask({ ...question, token: key.token && { ...key.token, tries: 'many' }, turn });
          if (said.kind === 'cancelled') return failed('cancelled');
          ({ pin } = said);
        }
        if (talk.isCancelled) return failed('cancelled');
        const signed = await batch.sign(mechanism, item.attributes, pin);
        if (!signed.ok) return talk.isCancelled ? failed('cancelled') : signed;
        made.push({ value: signed.value, digest });
      }
      return talk.isCancelled ? failed('cancelled') : ok(made);
    } finally {
      pin?.fill(0);
    }
  }

  /** One try for each PIN a person typed, and not one of our own. Answers the PIN where the key asks for it again, else null. */
  private async unlock(talk: PinTalk, first: PinQuestion, batch: SigningBatch): Promise<Result<Uint8Array | null, SignFailure>> {
    let question = first;
    let wrong: SignFailure | null = null;
    for (;;) {
      const said = await talk.ask(question);
      if (said.kind === 'cancelled') return fail(wrong ?? { code: 'cancelled', tries: null });
      // the page asks for this word of the person; where it is missing nothing was decided
      if (question.token?.tries === 'last' && !said.lastTry) {
        said.pin?.fill(0);
        continue;
      }
      const unlocked = await batch.unlock(said.pin);
      if (unlocked.ok && batch.key.alwaysAuthenticate) return ok(said.pin);
      said.pin?.fill(0);
      if (unlocked.ok) return ok(null);
      if (talk.isCancelled) return failed('cancelled');
      if (unlocked.failure.code !== 'wrongPin' || question.token === null || unlocked.failure.tries === 'locked') return unlocked;
      wrong = unlocked.failure;
      question = { ...question, wrong: true, token: { ...question.token, tries: unlocked.failure.tries ?? question.token.tries } };
    }
  }
}

/** Null where the digest of an item is not in what the key would sign. The digest that is shown is SHA-256, as fingerprints are. */
function hashItems({ mechanism, items }: SignOrder): readonly HashedItem[] | null {
  const { digest: name } = mechanismParts(mechanism);
  const hashed: HashedItem[] = [];
  for (const item of items) {
    const digest = createHash(name).update(item.content).digest();
    if (!carriesDigest(item.attributes, digest)) return null;
    const shown = name === 'sha256' ? digest : createHash('sha256').update(item.content).digest();
    hashed.push({ item, digest: shown.toString('hex') as Digest });
  }
  return hashed;
}

function failed(code: SignFailure['code'], tries: SignFailure['tries'] = null): { readonly ok: false; readonly failure: SignFailure } {
  return fail({ code, tries });
}
