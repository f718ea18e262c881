import { describe, expect, it } from 'vitest';
import { codeGroups } from '../settings/setup/code-groups';
import { formatArrival, formatBytes, formatDay, formatShare, formatWallTime } from './format-time';
import { groupFingerprint } from './group-fingerprint';
import { sentenceCase, sentenceEnd } from './sentence-case';

const now = new Date(2026, 10, 21, 9, 0);

describe('dates', () => {
  it('are written day first', () => {
    expect(formatDay('2019-05-02')).toBe('02/05/2019');
    expect(formatWallTime('2026-11-25T14:00')).toBe('14:00, 25/11/2026');
    expect(formatWallTime('2026-11-25')).toBe('25/11/2026');
  });

  it('in a list are as short as they can be without doubt', () => {
    expect(formatArrival(new Date(2026, 10, 21, 8, 4).toISOString(), now)).toBe('08:04');
    expect(formatArrival(new Date(2026, 4, 2, 8, 4).toISOString(), now)).toBe('02/05');
    expect(formatArrival(new Date(2025, 4, 2, 8, 4).toISOString(), now)).toBe('02/05/2025');
  });
});

it('sizes carry the decimal sign of the language', () => {
  expect(formatBytes(1.5 * 1024 * 1024, 'vi')).toBe('1,5 MB');
  expect(formatBytes(1.5 * 1024 * 1024, 'en')).toBe('1.5 MB');
  expect(formatBytes(900, 'vi')).toBe('900 B');
  expect(formatBytes(11.2 * 1024 ** 3, 'vi')).toBe('11,2 GB');
});

it('a share is told in the unit of the whole', () => {
  expect(formatShare(11.2 * 1024 ** 3, 15 * 1024 ** 3, 'vi')).toBe('11,2 / 15 GB');
  expect(formatShare(0.25 * 1024 ** 3, 15 * 1024 ** 3, 'en')).toBe('0.3 / 15 GB');
  expect(formatShare(50 * 1024 ** 2, 512 * 1024 ** 2, 'vi')).toBe('50 / 512 MB');
});

it('fingerprints and codes are read in groups of four', () => {
  expect(groupFingerprint('ab12cd34')).toBe('AB12 CD34');
  expect(codeGroups('7K2M-QX4D-9RTA')).toEqual(['7K2M', 'QX4D', '9RTA']);
  expect(codeGroups('7K2MQX4D')).toEqual(['7K2M', 'QX4D']);
});

it('a clause becomes a sentence with its Vietnamese capital', () => {
  expect(sentenceCase('đơn vị')).toBe('Đơn vị');
  expect(sentenceCase('')).toBe('');
});

it('typed words end as a sentence does', () => {
  expect([sentenceEnd('đã gọi điện '), sentenceEnd('Đã hỏi lại.'), sentenceEnd('Sao vậy?')]).toEqual(['đã gọi điện.', 'Đã hỏi lại.', 'Sao vậy?']);
});
