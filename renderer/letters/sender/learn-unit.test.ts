import { expect, it } from 'vitest';
import { unitWithAddress } from './learn-unit';

it('a unit that is not in the directory yet is made, with the address and nothing that nobody said', () => {
  const unit = unitWithAddress({ name: ' Sở Y tế ', unit: null }, 'VanThu.SYT@gmail.com');
  expect(unit).toMatchObject({ name: 'Sở Y tế', addresses: ['vanthu.syt@gmail.com'], domains: [], source: 'learned' });
  expect(unit.unitId).toMatch(/^[0-9a-f]{16}$/);
});

it('an address is learned once, however it is written', () => {
  const known = unitWithAddress({ name: 'Sở Y tế', unit: null }, 'a@gmail.com');
  expect(unitWithAddress({ name: '', unit: known }, 'A@Gmail.com')).toBe(known);
  expect(unitWithAddress({ name: '', unit: known }, 'b@gmail.com').addresses).toEqual(['a@gmail.com', 'b@gmail.com']);
});
