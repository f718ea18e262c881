import { defaultOutgoing } from '../../../core/acknowledge/default-policy';
import { isoTime } from '../../../core/base/clock';
import { fail, ok, type Result } from '../../../core/base/result';
import type { AppBridge } from '../../../core/contract/bridge';
import type { AppState, QueueFailure } from '../../../core/contract/commands';
import type { Draft } from '../../../core/model/draft';
import type { OutgoingId } from '../../../core/model/ids';
import type { FileToSend } from '../../../core/outgoing/file-part';
import type { KnownReaders } from '../../../core/verify/find-readers';
import { WorkClient, WorkGaveUp } from './work-client';
import { sealEntity } from './seal-entity';

/** What letters brought for these addresses, see `StorePort.readers`. */
export type AskReaders = (addresses: readonly string[]) => Promise<KnownReaders>;

/** i18n key of the sentence, and the address or file it speaks of. */
export interface SendTrouble {
  readonly text: string;
  readonly about: string | null;
}

/**
 * Makes the messages of a draft and hands them to the outbox: all of them or none. The draft is as it was where something fails.
 * @param overruled findings of the guard that a person went past
 */
export async function sendDraft(bridge: AppBridge, readersOf: AskReaders, draft: Draft, overruled: readonly string[]): Promise<Result<readonly OutgoingId[], SendTrouble>> {
  const work = new WorkClient();
  try {
    const state = await bridge.ask('app.state', {});
    const account = state.accounts.find(({ accountId }) => accountId === draft.accountId);
    if (account === undefined) return trouble('compose:failure.noAccount');
    const files = await readFiles(bridge, draft);
    if (!files.ok) return files;
    const entity = await work.ask('entity', draft.body, files.value);
    const entities = await sealEntity({ bridge, work, state, readersOf }, draft, entity);
    if (!entities.ok) return entities;
    const sending = await work.ask('sending', draft, { from: { name: account.displayName, address: account.address }, now: isoTime(new Date()), entities: entities.value, overruled, answerWithinHours: (state.policy.outgoing ?? defaultOutgoing).answerWithinHours });
    if (!sending.ok) return trouble(`compose:failure.${sending.failure.code}`, 'address' in sending.failure ? sending.failure.address : null);
    const queued = await bridge.ask('mail.queue', sending.value);
    return queued.ok ? queued : trouble(queueText(queued.failure));
  } catch (error) {
    if (error instanceof WorkGaveUp) return trouble('compose:failure.gaveUp');
    throw error;
  } finally {
    work.close();
  }
}

/** What the sender of a draft needs at hand. */
export interface SendingHands {
  readonly bridge: AppBridge;
  readonly work: WorkClient;
  readonly state: AppState;
  readonly readersOf: AskReaders;
}

async function readFiles(bridge: AppBridge, draft: Draft): Promise<Result<readonly FileToSend[], SendTrouble>> {
  const files: FileToSend[] = [];
  for (const { fileId, name, mediaType } of draft.files) {
    const read = await bridge.ask('draft.file', { draftId: draft.draftId, fileId });
    if (!read.ok) return trouble(`compose:failure.${read.failure.code}`, name);
    files.push({ name, mediaType, bytes: read.value });
  }
  return ok(files);
}

function queueText({ code }: QueueFailure): string {
  return `outbox:queueFailure.${code}`;
}

function trouble(text: string, about: string | null = null): { readonly ok: false; readonly failure: SendTrouble } {
  return fail({ text, about });
}
