import type { Evidence } from '../../core/fold/evidence';
import type { KeyDesk } from '../../core/pki/key-desk';
import { readCertificates } from '../../core/pki/read-certificate';
import type { AskMain } from './ask-main';

/** Our keys as the sandboxed side sees them: certificates from the journal, and main that answers for their secret halves. */
export class OwnKeys {
  private known: { readonly keys: Evidence['keys']; readonly desk: Promise<KeyDesk | null> } | null = null;

  constructor(private readonly ask: AskMain) {}

  /** Null where there are none. */
  desk({ keys }: Pick<Evidence, 'keys'>): Promise<KeyDesk | null> {
    if (this.known?.keys !== keys) this.known = { keys, desk: this.open(keys) };
    return this.known.desk;
  }

  private async open(keys: Evidence['keys']): Promise<KeyDesk | null> {
    const read = await Promise.all(keys.map(async ({ fingerprint, pem }) => ({ fingerprint, certificate: (await readCertificates(pem)).certificates.find((one) => one.fingerprint === fingerprint) })));
    const held = read.flatMap(({ fingerprint, certificate }) => (certificate === undefined ? [] : [{ fingerprint, certificate }]));
    if (held.length === 0) return null;
    return {
      keys: held,
      unwrap: async (fingerprint, scheme, encryptedKey, { mask, label } = {}) =>
        this.ask('key.unwrap', { fingerprint: fingerprint, scheme, encryptedKey: new Uint8Array(encryptedKey), ...(mask === undefined ? {} : { mask }), ...(label === undefined ? {} : { label: new Uint8Array(label) }) }),
      agree: async (fingerprint, point) => this.ask('key.agree', { fingerprint: fingerprint, point: new Uint8Array(point) }),
    };
  }
}
