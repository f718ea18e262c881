import { defaultSigning } from '../../../core/acknowledge/default-policy';
import { isoTime } from '../../../core/base/clock';
import { fail, ok, type Result } from '../../../core/base/result';
import type { Draft } from '../../../core/model/draft';
import { chooseMechanism } from '../../../core/outgoing/choose-mechanism';
import { addressesOf } from './addresses-of';
import type { SendTrouble, SendingHands } from './send-draft';
import { trustNow } from './trust-now';

/** Signs and encrypts the body of a letter where its draft says so. @returns one entity for all messages, or one for each */
export async function sealEntity(hands: SendingHands, draft: Draft, entity: Uint8Array): Promise<Result<readonly Uint8Array[], SendTrouble>> {
  const signed = draft.signWith === null ? ok(entity) : await signEntity(hands, draft, draft.signWith, entity);
  if (!signed.ok) return signed;
  return draft.encrypt ? encryptFor(hands, draft, signed.value) : ok([signed.value]);
}

/** What was to be read by its addressees alone never leaves readable by all: without a certificate of each of them nothing leaves. */
async function encryptFor({ work, state, readersOf }: SendingHands, draft: Draft, entity: Uint8Array): Promise<Result<readonly Uint8Array[], SendTrouble>> {
  const readers = await readersOf(addressesOf(draft));
  const made = await work.ask('encrypt', draft, entity, { readers, own: state.keys.map(({ pem }) => pem), trust: trustNow(state, isoTime(new Date())) });
  return made.ok ? made : fail({ text: 'issue:cannotEncrypt', about: made.failure.map(({ address }) => address).join('; ') });
}

async function signEntity({ bridge, work, state }: SendingHands, draft: Draft, keyId: string, entity: Uint8Array): Promise<Result<Uint8Array, SendTrouble>> {
  const key = (await bridge.ask('key.list', {})).find((one) => one.keyId === keyId);
  const mechanism = key === undefined ? null : chooseMechanism(key, state.policy.signing ?? defaultSigning);
  if (key === undefined || mechanism === null) return fail({ text: `signing:failure.${key === undefined ? 'keyGone' : 'mechanism'}`, about: null });
  const address = state.accounts.find(({ accountId }) => accountId === draft.accountId)?.address ?? null;
  // receivers would hold the signature for none of the sender's, or for void: better said now than by them
  const check = await work.ask('checkSigner', key.pem, { purpose: 'mail', address: address ?? '', document: null, mechanism, trust: trustNow(state, isoTime(new Date())) });
  const stop = check.findings.find(({ level }) => level === 'stop');
  if (stop !== undefined) return fail({ text: `signer-check:finding.${stop.code}`, about: stop.about });
  const prepared = await work.ask('prepareMail', entity, { pem: key.pem, mechanism, at: isoTime(new Date()) }, draft.draftId, draft.wants.signedReceipt === true ? address : null);
  const made = await bridge.ask('sign.run', { keyId, mechanism, items: [{ name: draft.subject, content: prepared.content, attributes: prepared.attributes }] });
  const value = made.ok ? made.value[0]?.value : undefined;
  if (value === undefined) {
    await work.ask('forget', [prepared.handle]);
    return fail({ text: `signing:failure.${made.ok ? 'driverFailed' : made.failure.code}`, about: null });
  }
  return ok(await work.ask('finish', prepared.handle, value, null));
}
