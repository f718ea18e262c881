import { expect, it } from 'vitest';
import type { LetterId } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';
import { scanState } from './scan-state';

const letterId = 'a' as LetterId;
const view = (over: object = {}) => ({ kept: { letterId }, stageTwo: { attachments: [{ scans: [1, 2], members: [{ scans: [1] }] }] }, ocr: null, secret: false, ...over }) as unknown as LetterView;
const idle = { reading: null, waiting: 0 };

it('scans wait, with those inside archives, until somebody reads them', () => {
  expect(scanState(view(), idle)).toEqual({ state: 'waiting', pages: 3 });
  expect(scanState(view({ ocr: { done: false, parts: [{ pages: [{}] }] } }), idle)).toEqual({ state: 'waiting', pages: 2 });
});

it('the page that is being read is named, for this letter only', () => {
  expect(scanState(view(), { waiting: 1, reading: { letterId, page: 3, pages: 12 } })).toEqual({ state: 'reading', page: 3, pages: 12 });
  expect(scanState(view(), { waiting: 1, reading: { letterId: 'b' as LetterId, page: 3, pages: 12 } })?.state).toBe('waiting');
});

it('what was read is told as recognised', () => {
  expect(scanState(view({ ocr: { done: true, parts: [{ pages: [{}, {}] }] } }), idle)).toEqual({ state: 'read', pages: 2 });
});

it('a letter without scans, and one that is secret, says nothing', () => {
  expect(scanState(view({ stageTwo: null }), idle)).toBeNull();
  expect(scanState(view({ secret: true }), idle)).toBeNull();
});
