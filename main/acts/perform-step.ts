import { createHash } from 'node:crypto';
import { assertNever } from '../../core/base/assert-never';
import { limits } from '../../core/base/limits';
import type { ActStep, LetterTraits, Refusal, StepAnswer, StepAnswers } from '../../core/acts/act-step';
import type { Digest, LetterId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import { abilitiesOf, appendTo, carryLetter, createFolder, expungeLetter, findLetters, readLetterRow, storeFlags } from '../sync/mailbox-commands';
import { streamLetter } from '../sync/fetch-letters';
import type { MailboxLine, SelectedFolder } from '../sync/mailbox-line';
import type { VaultPort } from '../vault/vault-port';

export interface StepParts {
  readonly line: MailboxLine;
  readonly vault: Pick<VaultPort, 'readRange' | 'size'>;
  readonly letterId: LetterId;
  readonly digest: Digest;
  readonly traits: LetterTraits;
  /** does another letter than this one lie there? */
  readonly isOthers: (location: Location) => boolean;
}

/** There is no line, or it broke: the errand is begun again when there is one. */
export class NoLine extends Error {
  override readonly name = 'NoLine';

  constructor(readonly wasSent: boolean) {
    super('no line');
  }
}

/** Asks one step of a plan; throws NoLine. */
export async function performStep(parts: StepParts, step: ActStep): Promise<StepAnswer> {
  const { line, traits } = parts;
  switch (step.ask) {
    case 'look':
      return here<StepAnswers['look']>(line, step.at, async (folder) => {
        const row = await readLetterRow(folder, step.at.uid);
        return row ? { here: { ...row, keeps: [...folder.permanentFlags], can: abilitiesOf(folder) } } : 'absent';
      }, 'otherValidity');
    case 'find':
      return within<StepAnswers['find']>(line, step.folder, async (folder) => {
        const found = await findLetters(folder, traits.messageId, traits.size);
        return 'refused' in found ? found : { rows: found.rows.filter(({ location }) => !parts.isOthers(location)) };
      });
    case 'store':
      return here<StepAnswers['store']>(line, step.at, (folder) => (folder.readOnly ? Promise.resolve(readOnly) : storeFlags(folder, step.at.uid, step.add, step.remove)), readOnly);
    case 'move':
      return here<StepAnswers['move']>(line, step.at, (folder) => (folder.readOnly ? Promise.resolve(readOnly) : carryLetter('UID MOVE', folder, step.at.uid, step.to)), { now: null });
    case 'copy':
      return here<StepAnswers['copy']>(line, step.at, (folder) => carryLetter('UID COPY', folder, step.at.uid, step.to), { now: null });
    case 'remove':
      return here<StepAnswers['remove']>(line, step.at, (folder) => (folder.readOnly ? Promise.resolve(readOnly) : expungeLetter(folder, step.at.uid)), readOnly);
    case 'create':
      return within<StepAnswers['create']>(line, 'INBOX', (folder) => createFolder(folder, step.folder));
    case 'append': {
      const raw = await wholeLetter(parts);
      if (raw === null) return { refused: 'notTheSame', serverSaid: null };
      return within<StepAnswers['append']>(line, step.to, (folder) => appendTo(folder, raw, step.flags));
    }
    case 'verify':
      return (await digestOf(vaultBytes(parts))) === parts.digest;
    case 'compare':
      return here<StepAnswers['compare']>(line, step.at, async ({ client }) => {
        const letter = await streamLetter(client, step.at.uid);
        return letter !== null && (await digestOf(letter.raw)) === parts.digest;
      }, false);
    default:
      return assertNever(step);
  }
}

const readOnly: Refusal = { refused: 'notAllowed', serverSaid: null };

/** @param other answer where the folder's numbers are no longer those of the place */
function here<Answer extends StepAnswer>(line: MailboxLine, at: Location, work: (folder: SelectedFolder) => Promise<Answer>, other: Answer): Promise<Answer | Refusal> {
  return within(line, at.folder, (folder) => (folder.uidValidity === at.uidValidity ? work(folder) : Promise.resolve(other)));
}

async function within<Answer extends StepAnswer>(line: MailboxLine, path: string, work: (folder: SelectedFolder) => Promise<Answer>): Promise<Answer | Refusal> {
  const done = await line.withFolder(path, work);
  if (done.ok) return done.value;
  switch (done.failure.code) {
    case 'offline':
    case 'lost':
      throw new NoLine(done.failure.code === 'lost');
    case 'folderMissing':
    case 'notAllowed':
      return { refused: done.failure.code, serverSaid: null };
    case 'refused':
      return { refused: 'serverRefused', serverSaid: done.failure.serverSaid?.slice(0, limits.serverWords) ?? null };
    default:
      return assertNever(done.failure);
  }
}

async function* vaultBytes({ vault, letterId }: StepParts): AsyncGenerator<Uint8Array> {
  const size = await vault.size(letterId);
  if (!size.ok) return;
  for (let at = 0; at < size.value; at += limits.streamPieceBytes) {
    const read = await vault.readRange(letterId, at, at + limits.streamPieceBytes);
    if (!read.ok) return;
    yield read.value;
  }
}

/** null: the vault does not hold it whole */
async function wholeLetter(parts: StepParts): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of vaultBytes(parts)) pieces.push(piece);
  const raw = Buffer.concat(pieces);
  return (await digestOf([raw])) === parts.digest ? raw : null;
}

async function digestOf(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytes) hash.update(piece);
  return hash.digest('hex');
}
