import type { Handle, TokenInfo } from 'pkcs11js';
import { limits } from '../../core/base/limits';
import type { TriesLeft } from '../../core/model/signing';
import { ck, saidCode, type Cryptoki } from './cryptoki';
import type { SeenToken } from './token-messages';

/** Tokens that are plugged in and were given a PIN; a slot that cannot be asked counts as empty. */
export function lookAtTokens(cryptoki: Cryptoki): readonly SeenToken[] {
  const slots = cryptoki.C_GetSlotList(true).slice(0, limits.tokenSlots);
  return slots.map((slot) => tokenIn(cryptoki, slot)).filter((token) => token !== null);
}

export function tokenIn(cryptoki: Cryptoki, slot: Handle): SeenToken | null {
  try {
    const info = cryptoki.C_GetTokenInfo(slot);
    if ((info.flags & ck.flags.tokenInitialized) === 0) return null;
    return {
      slot: slot.toString('hex'), label: plain(info.label), serial: plain(info.serialNumber), manufacturer: plain(info.manufacturerID), tries: triesOf(info),
      pinPad: (info.flags & ck.flags.protectedPath) !== 0, pinLength: { min: length(info.minPinLen), max: length(info.maxPinLen) },
    };
  } catch (error) {
    // it was pulled out between the two questions, or the reader lost it
    if (saidCode(error) !== null) return null;
    throw error;
  }
}

function triesOf({ flags }: TokenInfo): TriesLeft {
  if ((flags & ck.flags.pinLocked) !== 0) return 'locked';
  if ((flags & ck.flags.pinFinalTry) !== 0) return 'last';
  return (flags & ck.flags.pinCountLow) !== 0 ? 'few' : 'many';
}

/** Padded with blanks; some drivers end it with NUL. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim().slice(0, 300);
}

/** "unknown" comes as a number of all ones. */
function length(bytes: number): number {
  return Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= 255 ? bytes : 0;
}
