import { createHash } from 'node:crypto';
import type { Handle } from 'pkcs11js';
import type { SignMechanism, TriesLeft } from '../../core/model/signing';
import { mechanismParts } from '../../core/pki/mechanism';
import { pinFits } from '../../core/pki/pin-fits';
import { ck, saidCode, type Cryptoki } from './cryptoki';
import { ecdsaDer } from './ecdsa-der';
import { tokenIn } from './look-at-tokens';
import { asksAlways, attribute, findObjects, signingMechanisms } from './read-keys';
import { tokenMechanism } from './token-mechanisms';
import type { HostSaid, Refusal, SeenToken } from './token-messages';
import { verifiesWith } from './verifies-with';

type Refused = Extract<HostSaid, { kind: 'refused' }>;

/** CKA_ID of key and certificate, and SHA-256 of the certificate */
export interface WantedKey {
  readonly id: string;
  readonly fingerprint: string;
}

/** One session for one batch: a login, signatures, and out again. */
export class BatchSession {
  private key: Handle | null = null;
  private certificate: Uint8Array | null = null;

  private constructor(private readonly cryptoki: Cryptoki, private readonly slot: Handle, private readonly session: Handle, private readonly serial: string, private readonly wanted: WantedKey) {}

  /** @param serial the token that is meant: another one may have been plugged into the same slot */
  static begin(cryptoki: Cryptoki, slot: Handle, serial: string, wanted: WantedKey): { readonly session: BatchSession; readonly token: SeenToken } | Refused {
    const token = tokenIn(cryptoki, slot);
    if (token === null || token.serial !== serial) return refused('tokenGone', null);
    try {
      return { session: new BatchSession(cryptoki, slot, cryptoki.C_OpenSession(slot, ck.flags.serialSession), serial, wanted), token };
    } catch (error) {
      return refused(refusalOf(error), null);
    }
  }

  /**
   * One C_Login with this PIN, whatever comes of it. Nothing is sent where the token says that it is locked, or that no PIN has this length: either may be counted
   * as a try. @param pin UTF-8; null: typed on the reader
   */
  login(pin: Uint8Array | null): HostSaid {
    const token = this.token();
    if (token === null) return refused('tokenGone', null);
    if (token.tries === 'locked') return refused('pinLocked', 'locked');
    if (!token.pinPad && !pinFits(pin?.length ?? 0, token.pinLength)) return refused('pinFormat', token.tries);
    // one that stayed open would let any PIN pass, since nobody compares it then
    this.leave(() => this.cryptoki.C_Logout(this.session));
    try {
      this.sendPin(ck.user.normal, token.pinPad ? null : pin);
    } catch (error) {
      if (saidCode(error) !== ck.said.alreadyLoggedIn) return this.refusePin(error);
    }
    return this.findKey();
  }

  sign(mechanism: SignMechanism, bytes: Uint8Array, pin: Uint8Array | null): HostSaid {
    const { key, certificate, cryptoki, session } = this;
    const token = this.token();
    if (token === null) return refused('tokenGone', null);
    if (key === null || certificate === null) return refused('keyGone', null);
    try {
      const call = tokenMechanism(mechanism, signingMechanisms(cryptoki, this.slot), bytes);
      cryptoki.C_SignInit(session, call.mechanism, key);
      if (asksAlways(cryptoki, session, key)) {
        try {
          this.sendPin(ck.user.contextSpecific, token.pinPad ? null : pin);
        } catch (error) {
          return this.refusePin(error);
        }
      }
      const made = new Uint8Array(cryptoki.C_Sign(session, call.data, Buffer.alloc(1024)));
      const value = mechanismParts(mechanism).key === 'ecdsa' ? ecdsaDer(made) : made;
      return value === null || !verifiesWith(certificate, mechanism, bytes, value) ? refused('driverFailed', null) : { kind: 'signature', value };
    } catch (error) {
      return refused(this.token() === null ? 'tokenGone' : refusalOf(error), null);
    }
  }

  /** Logged out and closed, also where the token is gone: then there is nothing to be closed any more. */
  end(): void {
    this.leave(() => this.cryptoki.C_Logout(this.session));
    this.leave(() => this.cryptoki.C_CloseSession(this.session));
  }

  private leave(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (saidCode(error) === null) throw error;
    }
  }

  private findKey(): HostSaid {
    const { cryptoki, session } = this;
    try {
      const byId = [{ type: ck.attribute.id, value: Buffer.from(this.wanted.id, 'hex') }];
      const certificates = findObjects(cryptoki, session, ck.object.certificate, byId).map((object) => attribute(cryptoki, session, object, ck.attribute.value));
      this.certificate = certificates.find((value) => value !== null && createHash('sha256').update(value).digest('hex') === this.wanted.fingerprint) ?? null;
      const [key] = findObjects(cryptoki, session, ck.object.privateKey, byId);
      if (key === undefined || this.certificate === null) return refused('keyGone', null);
      this.key = key;
      return { kind: 'unlocked', alwaysAuthenticate: asksAlways(cryptoki, session, key) };
    } catch (error) {
      return refused(this.token() === null ? 'tokenGone' : refusalOf(error), null);
    }
  }

  /** The binding takes text alone, which cannot be wiped; its process holds nothing else that matters, and the copy is gone with the next collection. */
  private sendPin(user: number, pin: Uint8Array | null): void {
    this.cryptoki.C_Login(this.session, user, pin === null ? '' : Buffer.from(pin.buffer, pin.byteOffset, pin.byteLength).toString('utf8'));
  }

  private refusePin(error: unknown): Refused {
    const code = refusalOf(error);
    // asked anew: the token has counted
    const token = this.token();
    if (token === null) return refused('tokenGone', null);
    return refused(code === 'wrongPin' && token.tries === 'locked' ? 'pinLocked' : code, token.tries);
  }

  private token(): SeenToken | null {
    const token = tokenIn(this.cryptoki, this.slot);
    return token !== null && token.serial === this.serial ? token : null;
  }
}

const { said } = ck;
const meanings: readonly (readonly [Refusal, readonly number[]])[] = [
  ['wrongPin', [said.pinIncorrect]],
  ['pinFormat', [said.pinInvalid, said.pinLenRange]],
  ['pinLocked', [said.pinLocked]],
  ['cancelled', [said.functionCanceled]],
  ['tokenGone', [said.deviceRemoved, said.tokenNotPresent, said.tokenNotRecognized, said.sessionInvalid, said.sessionClosed, said.slotInvalid]],
  ['keyGone', [said.keyHandleInvalid, said.objectHandleInvalid]],
  ['mechanism', [said.mechanismInvalid]],
];

export function refusalOf(error: unknown): Refusal {
  const code = saidCode(error);
  return meanings.find(([, codes]) => code !== null && codes.includes(code))?.[0] ?? 'driverFailed';
}

export function refused(code: Refusal, tries: TriesLeft | null): Refused {
  return { kind: 'refused', code, tries };
}
