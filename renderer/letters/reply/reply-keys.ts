import type { ReplyWay } from '../../../core/outgoing/reply';

/** The keys of Outlook where they are free; null: the key means nothing here. Ctrl+F searches in this program. */
export function replyOfKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>): ReplyWay | null {
  if (!event.ctrlKey || event.altKey || event.metaKey) return null;
  switch (event.key.toLowerCase()) {
    case 'r': return event.shiftKey ? 'replyAll' : 'reply';
    case 'f': return event.shiftKey ? 'forward' : null;
    default: return null;
  }
}

/** Shown beside the words. */
export const replyKeyWords: Readonly<Record<ReplyWay, string>> = { reply: 'Ctrl+R', replyAll: 'Ctrl+Shift+R', forward: 'Ctrl+Shift+F' };
