import { expect, it } from 'vitest';
import { replyOfKey } from './reply-keys';

const key = (name: string, held: readonly ('ctrlKey' | 'shiftKey' | 'altKey')[] = []) => replyOfKey({ key: name, ctrlKey: held.includes('ctrlKey'), shiftKey: held.includes('shiftKey'), altKey: held.includes('altKey'), metaKey: false });

it('letters are answered and passed on by the keys of Outlook', () => {
  expect([key('r', ['ctrlKey']), key('R', ['ctrlKey', 'shiftKey']), key('F', ['ctrlKey', 'shiftKey'])]).toEqual(['reply', 'replyAll', 'forward']);
});

it('a key without Ctrl, and the key of the search, answer nothing', () => {
  expect([key('r'), key('f', ['ctrlKey']), key('r', ['ctrlKey', 'altKey'])]).toEqual([null, null, null]);
});
