import type { Bulk, BulkAnswer } from '../../core/acts/bulk';
import { toStore } from '../../core/acts/bulk';
import { abilitiesOf, moveLetters, readFlags, storeFlags } from '../sync/mailbox-commands';
import type { MailboxLine } from '../sync/mailbox-line';
import { NoLine } from './perform-step';

const nothing: BulkAnswer = { rows: new Map(), keeps: [], moved: new Map() };

/** One command for many letters; a refusal, or a server that does not say what became of which, leaves each to be asked on its own. Throws NoLine. */
export async function performBulk(line: MailboxLine, { folder: path, uidValidity, what, errands }: Bulk): Promise<BulkAnswer> {
  const uids = errands.map(({ place }) => place.location.uid);
  const answered = await line.withFolder(path, async (folder): Promise<BulkAnswer> => {
    const can = abilitiesOf(folder);
    if (folder.uidValidity !== uidValidity || folder.readOnly || (what.kind === 'move' && !(can.move && can.uidPlus))) return nothing;
    const rows = await readFlags(folder, uids);
    const keeps = [...folder.permanentFlags];
    if (what.kind === 'move') {
      const moved = rows.size === 0 ? new Map() : await moveLetters(folder, [...rows.keys()], what.to);
      return 'refused' in moved ? nothing : { rows, keeps, moved };
    }
    const differing = toStore(what.wish, rows);
    const stored = differing.length === 0 ? 'done' : await storeFlags(folder, differing, what.wish.add, what.wish.remove);
    return stored === 'done' ? { rows, keeps, moved: new Map() } : nothing;
  });
  if (answered.ok) return answered.value;
  if (answered.failure.code === 'offline' || answered.failure.code === 'lost') throw new NoLine(answered.failure.code === 'lost');
  return nothing;
}
