import { defaultSigning } from '../../../core/acknowledge/default-policy';
import { isoTime } from '../../../core/base/clock';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ReceiptAsk } from '../../../core/model/signed-receipt';
import type { SigningKey } from '../../../core/model/signing';
import { chooseMechanism } from '../../../core/outgoing/choose-mechanism';
import { receiptDraft, receiptSending } from '../../../core/outgoing/receipt-sending';
import { prepareReceipt } from '../../../core/pki/signed-receipt';
import type { LetterView } from '../../store/letter-view';

/**
 * Has a person sign the receipt that a letter asks for, and queues it. The letter is not opened for it: what has to be repeated stands in its facts.
 * @param subject of the receipt, shown beside the PIN too
 * @returns i18n key of what went wrong; null: it is queued
 */
export async function signReceipt(bridge: AppBridge, { kept, stageOne }: LetterView, ask: ReceiptAsk, key: SigningKey, subject: string): Promise<string | null> {
  const state = await bridge.ask('app.state', {});
  const account = state.accounts.find(({ accountId }) => accountId === kept.accountId);
  if (account === undefined || stageOne === null) return 'signed-receipt:failure.noAccount';
  const { header } = stageOne;
  const order = { letter: { letterId: kept.letterId, accountId: kept.accountId, header }, to: ask.to, subject, from: { name: account.displayName, address: account.address } };
  const draft = receiptDraft(order);
  if (draft === null) return 'signed-receipt:failure.noAddress';
  const mechanism = chooseMechanism(key, state.policy.signing ?? defaultSigning);
  if (mechanism === null) return 'signing:failure.mechanism';
  const now = isoTime(new Date());
  const prepared = await prepareReceipt(ask, { pem: key.pem, mechanism, now });
  const made = await bridge.ask('sign.run', { keyId: key.keyId, mechanism, items: [{ name: subject, content: prepared.content, attributes: prepared.attributes }] });
  if (!made.ok) return `signing:failure.${made.failure.code}`;
  const value = made.value[0]?.value;
  if (value === undefined) return 'signing:failure.driverFailed';
  const random = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const queued = await bridge.ask('mail.queue', receiptSending(draft, order, { cms: prepared.finish(value, null), now, random }));
  return queued.ok ? null : `outbox:queueFailure.${queued.failure.code}`;
}
