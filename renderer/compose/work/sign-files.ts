import { isoTime } from '../../../core/base/clock';
import { fail, ok, type Result } from '../../../core/base/result';
import type { AppBridge } from '../../../core/contract/bridge';
import type { Draft, DraftFile, SignerPart } from '../../../core/model/draft';
import type { IsoTime } from '../../../core/model/ids';
import type { SigningKey, SignMechanism } from '../../../core/model/signing';
import { isOfficeFile } from './file-format';
import type { TrustContext } from '../../../core/verify/trust-context';
import { fetchTimestamp, type TimestampWish } from './fetch-timestamp';
import type { SignatureLook } from './signature-look';
import type { WorkClient } from './work-client';
import type { HeldSignature } from './work-desk';

/** i18n key of a sentence, and what it speaks of. */
export interface SigningTrouble {
  readonly text: string;
  readonly file: string | null;
}

export interface SigningPlan {
  readonly part: SignerPart;
  readonly key: SigningKey;
  readonly mechanism: SignMechanism;
  /** how each file is to look; Office files carry no picture on a page */
  readonly files: readonly { readonly file: DraftFile; readonly look: SignatureLook | null }[];
  readonly timestamp: TimestampWish;
}

export type SigningStage = { readonly stage: 'preparing' | 'pin' | 'finishing' } | { readonly stage: 'timestamp'; readonly done: number; readonly total: number };

interface Hands {
  /** what our own signatures are judged by, for the data that keeps them valid */
  readonly trust: TrustContext;
  readonly bridge: AppBridge;
  readonly work: WorkClient;
  readonly hear: (stage: SigningStage) => void;
}

interface Prepared {
  readonly file: DraftFile;
  readonly held: HeldSignature;
}

/**
 * Signs files of a draft, all with one entry of the PIN, or none. The signed files become part of the draft that is handed back; as long as nobody saves
 * it, the draft is what it was.
 */
export async function signFiles(hands: Hands, draft: Draft, plan: SigningPlan): Promise<Result<Draft, SigningTrouble>> {
  const { bridge, work, hear, trust } = hands;
  const at = isoTime(new Date());
  hear({ stage: 'preparing' });
  const prepared: Prepared[] = [];
  for (const { file, look } of plan.files) {
    const made = await prepare(hands, draft, file, look, plan, at);
    if (!made.ok) return made;
    prepared.push({ file, held: made.value });
  }
  hear({ stage: 'pin' });
  const signed = await bridge.ask('sign.run', {
    keyId: plan.key.keyId, mechanism: plan.mechanism, items: prepared.map(({ file, held }) => ({ name: file.name, content: held.content, attributes: held.attributes })),
  });
  if (!signed.ok) {
    await work.ask('forget', prepared.map(({ held }) => held.handle));
    return trouble(`signing:failure.${signed.failure.code}`);
  }
  const done = new Map<string, DraftFile>();
  for (const [index, { file, held }] of prepared.entries()) {
    const value = signed.value[index]?.value;
    if (value === undefined) return trouble('signing:failure.driverFailed');
    hear({ stage: 'timestamp', done: index, total: prepared.length });
    const token = await fetchTimestamp(bridge, work, await work.ask('stamped', held.handle, value), plan.timestamp);
    if (!token.ok) return trouble(`signing:timestamp.${token.failure}`, file.name);
    hear({ stage: 'finishing' });
    const finished = await work.ask('finish', held.handle, value, token.value);
    if (!await work.ask('isWhole', finished, isOfficeFile(file), trust)) return trouble('issue:notWhole', file.name);
    const bytes = token.value === null || isOfficeFile(file) ? finished : await work.ask('keepValid', finished, trust);
    const kept = await bridge.ask('draft.keepFile', { draftId: draft.draftId, name: file.name, mediaType: file.mediaType, role: file.role, bytes });
    if (!kept.ok) return trouble(`compose:failure.${kept.failure.code}`, file.name);
    done.set(file.fileId, {
      ...kept.value, role: file.role, stamped: file.stamped,
      signedBy: [...file.signedBy, { role: plan.part, holder: plan.key.holder, at, timestamp: token.value === null ? 'missing' : 'present' }],
    });
  }
  return ok({ ...draft, files: draft.files.map((file) => done.get(file.fileId) ?? file) });
}

async function prepare({ bridge, work }: Hands, draft: Draft, file: DraftFile, look: SignatureLook | null, { key, mechanism }: SigningPlan, at: IsoTime): Promise<Result<HeldSignature, SigningTrouble>> {
  const read = await bridge.ask('draft.file', { draftId: draft.draftId, fileId: file.fileId });
  if (!read.ok) return trouble(`compose:failure.${read.failure.code}`, file.name);
  if (isOfficeFile(file)) {
    const made = await work.ask('prepareOffice', read.value, { pem: key.pem, mechanism, at });
    return made.ok ? made : trouble(`office-write:failure.${made.failure}`, file.name);
  }
  if (look === null) return trouble('pdf-write:failure.noSuchPage', file.name);
  const made = await work.ask('preparePdf', read.value, { pem: key.pem, mechanism, at, look });
  return made.ok ? made : trouble(`pdf-write:failure.${made.failure}`, file.name);
}

function trouble(text: string, file: string | null = null): { readonly ok: false; readonly failure: SigningTrouble } {
  return fail({ text, file });
}
