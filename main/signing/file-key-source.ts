import { fail, ok } from '../../core/base/result';
import type { OwnKey } from '../../core/model/evidence';
import type { SigningKey, SignMechanism } from '../../core/model/signing';
import type { OwnKeys } from '../keys/own-keys';
import type { KeySource } from './signing-batch';

const prefix = 'file:';

/** Keys of imported PKCS #12 files: a person's confirmation takes the place of the PIN. */
export function fileKeySource(ownKeys: Pick<OwnKeys, 'sign' | 'mechanisms'>, keys: () => readonly OwnKey[]): KeySource {
  const known = new Map<string, readonly SignMechanism[]>();
  const shown = async ({ fingerprint, pem, holder }: OwnKey): Promise<SigningKey> => {
    const mechanisms = known.get(fingerprint) ?? (await ownKeys.mechanisms(fingerprint));
    known.set(fingerprint, mechanisms);
    return { keyId: `${prefix}${fingerprint}`, fingerprint, pem, holder, mechanisms, token: null, alwaysAuthenticate: false };
  };
  return {
    list: async () => (await Promise.all(keys().map(shown))).filter(({ mechanisms }) => mechanisms.length > 0),
    begin: async (keyId) => {
      if (!keyId.startsWith(prefix)) return null;
      const own = keys().find(({ fingerprint }) => fingerprint === keyId.slice(prefix.length));
      if (own === undefined) return fail({ code: 'keyGone', tries: null });
      const key = await shown(own);
      return ok({
        key,
        unlock: async () => ok(null),
        sign: async (mechanism, bytes) => {
          const value = await ownKeys.sign(own.fingerprint, mechanism, bytes);
          return value === null ? fail({ code: 'keyGone', tries: null }) : ok(value);
        },
        abort: () => undefined,
        close: async () => undefined,
      });
    },
  };
}
