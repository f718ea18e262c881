import { limits } from '../../base/limits';
import { fail } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveEntry, ArchiveFailure } from './archive';
import { archiveKind, isVolumeName, openArchive } from './open-archive';
import type { ArchiveKind, ArchiveTools } from './open-archive';

/** What is met in an archive, in its order, archives within it after themselves. `path` null: the archive as a whole. */
export type Found =
  | {
      readonly kind: 'file'; readonly path: string;
      /** as its maker wrote it, not cleaned */
      readonly name: string;
      readonly contentType: string; readonly isLink: boolean; readonly content: Result<Uint8Array, ArchiveFailure>;
    }
  | { readonly kind: 'body'; readonly path: string | null; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'trouble'; readonly path: string | null; readonly why: ArchiveFailure };

export interface WalkAsk {
  readonly bytes: Uint8Array;
  /** of the archive, as the sender wrote it */
  readonly name: string;
  readonly tools: ArchiveTools;
  readonly allowance: Allowance;
  /** asked before a file is unpacked: null reads it, else why it stays closed */
  readonly refuse: (path: string) => ArchiveFailure | null;
}

/** Goes through an archive and the archives in it, up to limits.archiveDepth. Bytes that are no archive give nothing. Never throws. */
export async function* walkArchive(ask: WalkAsk): AsyncGenerator<Found, void, undefined> {
  yield* walkAt(ask, ask.bytes, ask.name, null, 1);
}

async function* walkAt(ask: WalkAsk, bytes: Uint8Array, name: string, within: string | null, depth: number): AsyncGenerator<Found, void, undefined> {
  const kind = archiveKind(bytes);
  if (kind === null) {
    if (isVolumeName(name)) yield { kind: 'trouble', path: within, why: 'archiveVolume' };
    return;
  }
  if (depth > limits.archiveDepth) {
    yield { kind: 'trouble', path: within, why: 'archiveTooDeep' };
    return;
  }
  yield* walkKind(ask, bytes, kind, name, within, depth);
}

async function* walkKind(ask: WalkAsk, bytes: Uint8Array, kind: ArchiveKind, name: string, within: string | null, depth: number): AsyncGenerator<Found, void, undefined> {
  const opened = await openArchive(bytes, kind, ask.tools, ask.allowance);
  if (!opened.ok) {
    yield { kind: 'trouble', path: within, why: opened.failure === 'archiveBroken' && isVolumeName(name) ? 'archiveVolume' : opened.failure };
    return;
  }
  const { entries, trouble, body } = opened.value;
  if (body !== null) yield { kind: 'body', path: within, ...body };
  for (const entry of entries) {
    if (!ask.allowance.takeEntry()) {
      yield { kind: 'trouble', path: within, why: 'archiveTooMany' };
      return;
    }
    const path = within === null ? entry.path : `${within}/${entry.path}`;
    const content = contentOf(entry, ask.refuse(path));
    yield { kind: 'file', path, name: entry.name, contentType: entry.contentType, isLink: entry.isLink, content };
    if (content.ok) yield* walkAt(ask, content.value, entry.name, path, depth + 1);
  }
  const why = trouble();
  if (why !== null) yield { kind: 'trouble', path: within, why };
}

function contentOf(entry: ArchiveEntry, refused: ArchiveFailure | null): Result<Uint8Array, ArchiveFailure> {
  if (refused !== null) return fail(refused);
  return entry.isLink ? fail('archiveLink') : entry.read();
}
