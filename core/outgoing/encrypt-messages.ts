import { fail, ok, type Result } from '../base/result';
import type { Draft } from '../model/draft';
import type { Certificate } from '../pki/certificate';
import { recipientDefect } from '../pki/encrypt-cms';
import { checkReader, knownReader, type KnownReader, type ReaderDefect } from '../verify/find-readers';
import type { TrustContext } from '../verify/trust-context';
import { planMessages } from './compose-sending';
import { encryptEntity, type EnvelopeRecipient } from './encrypt-entity';

export interface EncryptionOrder {
  /** what letters brought, see `collectReaders` */
  readonly readers: ReadonlyMap<string, KnownReader>;
  /** our own certificates whose keys are kept here (`KeyDesk.keys`), so that what was sent can be read again */
  readonly own: readonly Certificate[];
  /** with `judgedBy: 'now'` */
  readonly trust: TrustContext;
}

/** An address that nothing can be encrypted for. */
export interface MissingReader {
  readonly address: string;
  readonly why: ReaderDefect;
}

export interface EncryptedMessages {
  /** one for each message of `planMessages(draft)`, in that order */
  readonly entities: readonly Uint8Array[];
  /** addresses whose certificates could not be asked about; they were good when their letters came */
  readonly statusUnknown: readonly string[];
}

/**
 * A letter encrypted for those it goes to: all of them or none. Blind copies have an entity of their own, since the list of keys tells who can read.
 * @param entity signed or not; the same within each
 */
export async function encryptMessages(draft: Pick<Draft, 'to' | 'cc' | 'bcc' | 'separately' | 'encrypt'>, entity: Uint8Array, { readers, own, trust }: EncryptionOrder): Promise<Result<EncryptedMessages, readonly MissingReader[]>> {
  const planned = planMessages({ ...draft, encrypt: true });
  const addresses = [...new Set(planned.flatMap(({ addressees }) => addressees.map(({ address }) => address)))];
  const ready = new Map<string, EnvelopeRecipient>();
  const missing: MissingReader[] = [];
  const statusUnknown: string[] = [];
  for (const address of addresses) {
    const answer = await checkReader(knownReader(readers, address), address, trust);
    if (answer.kind === 'missing') missing.push({ address, why: answer.why });
    else {
      ready.set(address, answer.recipient);
      if (answer.statusUnknown) statusUnknown.push(address);
    }
  }
  if (missing.length > 0) return fail(missing);
  const ours = own.filter((certificate) => recipientDefect(certificate) === null).map((certificate) => ({ certificate, opensGcm: true }));
  const entities: Uint8Array[] = [];
  for (const { addressees } of planned) entities.push(await encryptEntity(entity, [...addressees.flatMap(({ address }) => ready.get(address) ?? []), ...ours]));
  return ok({ entities, statusUnknown });
}
