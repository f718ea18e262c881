import { expect, it } from 'vitest';
import { actOfKey } from './act-keys';

const key = (name: string, held: readonly ('ctrlKey' | 'shiftKey' | 'altKey')[] = []) =>
  actOfKey({ key: name, ctrlKey: held.includes('ctrlKey'), shiftKey: held.includes('shiftKey'), altKey: held.includes('altKey'), metaKey: false });

it('the keys are those of Outlook, with Caps Lock or without', () => {
  expect([key('Delete'), key('Insert'), key('q', ['ctrlKey']), key('U', ['ctrlKey']), key('V', ['ctrlKey', 'shiftKey']), key('j', ['ctrlKey', 'altKey'])]).toEqual(['delete', 'flag', 'read', 'unread', 'move', 'notJunk']);
});

it('plain letters and other combinations mean nothing', () => {
  expect([key('q'), key('v', ['ctrlKey']), key('Delete', ['shiftKey']), key('ArrowDown')]).toEqual([null, null, null, null]);
});
