import type { ActChange, ActOutcome, ActRecord } from '../../../core/model/act';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

/** What was asked for, as a clause: "chuyển tới “Lưu trữ”". The folder's shown name is the caller's to know. */
export function actWords(change: ActChange, nameOf: (path: string) => string): Words {
  switch (change.kind) {
    case 'flag': return words(`mailbox:asked.${flagWords(change.flag, change.on)}`, { flag: change.flag });
    case 'move': return words('mailbox:asked.move', { folder: nameOf(change.to) });
    case 'append': return words('mailbox:asked.append', { folder: nameOf(change.to) });
    case 'delete': return words('mailbox:asked.delete');
    case 'junk': return words(change.isJunk ? 'mailbox:asked.junk' : 'mailbox:asked.notJunk');
    case 'free': return words('mailbox:asked.free');
    case 'erase': return words('mailbox:asked.erase');
  }
}

function flagWords(flag: string, on: boolean): string {
  switch (flag.toLowerCase()) {
    case '\\seen': return on ? 'read' : 'unread';
    case '\\flagged': return on ? 'flag' : 'unflag';
    case '\\answered': return 'answered';
    default: return on ? 'keyword' : 'noKeyword';
  }
}

export type Conflict = ActRecord & { readonly outcome: Extract<ActOutcome, { readonly state: 'conflict' }> };

/** Acts that could not be carried out, the newest first. */
export function conflictsOf(acts: readonly ActRecord[]): readonly Conflict[] {
  return acts.filter((one): one is Conflict => one.outcome?.state === 'conflict').toReversed();
}
