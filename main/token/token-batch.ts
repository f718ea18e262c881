import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import type { SignFailure, SigningKey } from '../../core/model/signing';
import type { SigningBatch } from '../signing/signing-batch';
import type { HostLine, LineFailure } from './host-line';
import type { HostSaid } from './token-messages';

/** A batch that a session in the driver's process was opened for. @param released told when it is over */
export function tokenBatch(line: HostLine, begun: SigningKey, released: () => void): SigningBatch {
  let key = begun;
  let isAtPinPad = false;
  const hasPad = begun.token?.pinPad === true;
  const atPad = async (ask: Parameters<HostLine['ask']>[0], millis: number, isPinAsked: boolean): Promise<HostSaid | LineFailure> => {
    isAtPinPad = hasPad && isPinAsked;
    // a person may take his time there
    return line.ask(ask, isAtPinPad ? null : millis).finally(() => {
      isAtPinPad = false;
    });
  };
  return {
    get key() {
      return key;
    },
    unlock: async (pin) => {
      const said = await atPad({ kind: 'login', pin }, limits.tokenLoginMillis, true);
      if (typeof said === 'string' || said.kind !== 'unlocked') return fail(signFailure(said));
      key = { ...key, alwaysAuthenticate: said.alwaysAuthenticate };
      return ok(null);
    },
    sign: async (mechanism, bytes, pin) => {
      const said = await atPad({ kind: 'sign', mechanism, bytes, pin }, limits.tokenSignMillis, key.alwaysAuthenticate);
      return typeof said !== 'string' && said.kind === 'signature' ? ok(said.value) : fail(signFailure(said));
    },
    abort: () => {
      // the driver waits for the reader and hears nothing else: only its end ends that
      if (isAtPinPad) line.end();
    },
    close: async () => {
      if (line.isOpen) await line.ask({ kind: 'end' }, limits.tokenLookMillis);
      released();
    },
  };
}

export function signFailure(said: HostSaid | LineFailure): SignFailure {
  if (said === 'timeout') return { code: 'timeout', tries: null };
  // a process that died took the token's session with it
  if (said === 'gone' || said.kind !== 'refused') return { code: 'driverFailed', tries: null };
  return { code: said.code, tries: said.tries };
}
