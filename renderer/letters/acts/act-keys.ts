import type { ActName } from './offered-acts';

/** The keys of Outlook; null: the key means nothing here. `flag` stands for both ways. */
export function actOfKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>): Exclude<ActName, 'unflag' | 'junk'> | null {
  if (event.metaKey) return null;
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.altKey && !event.shiftKey) return key === 'delete' ? 'delete' : key === 'insert' ? 'flag' : null;
  if (event.ctrlKey && event.altKey) return key === 'j' && !event.shiftKey ? 'notJunk' : null;
  if (event.ctrlKey && event.shiftKey) return key === 'v' ? 'move' : null;
  if (!event.ctrlKey) return null;
  switch (key) {
    case 'd': return 'delete';
    case 'q': return 'read';
    case 'u': return 'unread';
    default: return null;
  }
}

/** Shown beside the words in menus and tooltips. */
export const keyWords: Readonly<Partial<Record<ActName, string>>> = { delete: 'Delete', move: 'Ctrl+Shift+V', read: 'Ctrl+Q', unread: 'Ctrl+U', flag: 'Insert', unflag: 'Insert', notJunk: 'Ctrl+Alt+J' };

/** Keys act where letters are chosen or read, never while a person writes or a menu or dialog stands open. */
export function isForLetters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=tree]') !== null) return false;
  return target === document.body || target.closest('#letter-list, #reading-pane') !== null;
}
