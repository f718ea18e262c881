import { expect, it } from 'vitest';
import { hasSystemSpelling } from './system-spelling';

it('spelling is checked where the system does it, and never with dictionaries from a network', () => {
  expect((['darwin', 'linux', 'win32'] as const).filter(hasSystemSpelling)).toEqual(['darwin']);
});
