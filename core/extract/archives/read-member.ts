import { fail } from '../../base/result';
import type { Result } from '../../base/result';
import { Allowance } from './allowance';
import type { ArchiveFailure } from './archive';
import type { ArchiveTools } from './open-archive';
import { walkArchive } from './walk-archive';

/**
 * Bytes of one file of an archive again, to be shown, opened or saved. `bytes`: the decoded attachment; `path`: as in
 * MemberFacts, archives in the archive included. Others are passed over where the format lets them be.
 */
export async function readMember(bytes: Uint8Array, path: string, tools: ArchiveTools): Promise<Result<Uint8Array, ArchiveFailure>> {
  const refuse = (met: string): ArchiveFailure | null => (met === path || path.startsWith(`${met}/`) ? null : 'archiveNoMember');
  for await (const found of walkArchive({ bytes, name: '', tools, allowance: new Allowance(), refuse })) {
    if (found.kind === 'file' && found.path === path) return found.content;
    if (found.kind === 'file' && !found.content.ok && path.startsWith(`${found.path}/`)) return found.content;
    if (found.kind === 'trouble' && (found.path === null || path.startsWith(`${found.path}/`))) return fail(found.why);
  }
  return fail('archiveNoMember');
}
