import type { ListRow } from '../../../core/contract/list';
import type { ActChange } from '../../../core/model/act';
import type { AccountId, LetterId } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';

/** What acts need to know of a letter. */
export type ActTarget = Pick<ListRow, 'letterId' | 'accountId' | 'folders' | 'read' | 'flagged' | 'junk' | 'outgoing'>;

export type ActName = 'read' | 'unread' | 'flag' | 'unflag' | 'move' | 'junk' | 'notJunk' | 'delete';

/** in the order in which they are offered */
export const actNames: readonly ActName[] = ['delete', 'move', 'junk', 'notJunk', 'read', 'unread', 'flag', 'unflag'];

export function targetOf(view: LetterView): ActTarget {
  const { seen, kept } = view;
  return { letterId: kept.letterId, accountId: kept.accountId, folders: seen.folders, read: seen.read, flagged: seen.flags.includes('\\Flagged'), junk: seen.junk, outgoing: seen.outgoing };
}

/** Acts that would change something; none for letters that are on no server. */
export function offeredActs(targets: readonly ActTarget[]): ReadonlySet<ActName> {
  const there = targets.filter(({ folders }) => folders.length > 0);
  const offered = new Set<ActName>();
  if (there.length === 0) return offered;
  offered.add('delete');
  if (new Set(there.map(({ accountId }) => accountId)).size === 1) offered.add('move');
  if (there.some(({ read }) => !read)) offered.add('read');
  if (there.some(({ read }) => read)) offered.add('unread');
  offered.add(there.every(({ flagged }) => flagged) ? 'unflag' : 'flag');
  if (there.every(({ junk }) => junk)) offered.add('notJunk');
  else if (there.some(({ junk, outgoing }) => !junk && !outgoing)) offered.add('junk');
  return offered;
}

export type AskedChange = Extract<ActChange, { readonly kind: 'flag' | 'move' | 'delete' | 'junk' }>;

export function changeOf(name: Exclude<ActName, 'move'>): AskedChange {
  switch (name) {
    case 'read': return { kind: 'flag', flag: '\\Seen', on: true };
    case 'unread': return { kind: 'flag', flag: '\\Seen', on: false };
    case 'flag': return { kind: 'flag', flag: '\\Flagged', on: true };
    case 'unflag': return { kind: 'flag', flag: '\\Flagged', on: false };
    case 'junk': return { kind: 'junk', isJunk: true };
    case 'notJunk': return { kind: 'junk', isJunk: false };
    case 'delete': return { kind: 'delete' };
  }
}

/** Only letters for which the change says something. */
export function concerned(targets: readonly ActTarget[], change: AskedChange): readonly ActTarget[] {
  return targets.filter((target) => {
    if (target.folders.length === 0) return false;
    switch (change.kind) {
      case 'flag': return change.flag === '\\Seen' ? target.read !== change.on : change.flag === '\\Flagged' ? target.flagged !== change.on : true;
      case 'move': return target.folders.length > 1 || target.folders[0] !== change.to;
      case 'junk': return target.junk !== change.isJunk && !target.outgoing;
      case 'delete': return true;
    }
  });
}

export interface Undoing {
  readonly change: AskedChange;
  readonly letterIds: readonly LetterId[];
  /** where the act put them, and must take them from; null: wherever they lie */
  readonly from: string | null;
}

/**
 * The acts that take a change back, none where it cannot be taken back: what was in the trash is deleted for good, and two accounts may
 * have folders of one name, so that moves are gathered by both.
 * @param shown the folder the person looks at, which the letters in it left; null: a list over all folders
 */
export function undoingOf(targets: readonly ActTarget[], change: AskedChange, trashOf: (accountId: AccountId) => string | null, shown: string | null): readonly Undoing[] {
  if (change.kind === 'flag') return [];
  if (change.kind === 'junk') return [{ change: { kind: 'junk', isJunk: !change.isJunk }, letterIds: targets.map(({ letterId }) => letterId), from: null }];
  const groups = new Map<string, { readonly to: string; readonly from: string; readonly letterIds: LetterId[] }>();
  for (const { letterId, accountId, folders } of targets) {
    const left = shown !== null && folders.includes(shown) ? shown : folders[0];
    const trash = trashOf(accountId);
    if (left === undefined || (change.kind === 'delete' && (trash === null || left === trash))) continue;
    const key = `${accountId} ${left}`;
    const group = groups.get(key) ?? { to: left, from: change.kind === 'move' ? change.to : (trash ?? ''), letterIds: [] };
    group.letterIds.push(letterId);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ to, from, letterIds }) => ({ change: { kind: 'move', to }, letterIds, from }));
}
