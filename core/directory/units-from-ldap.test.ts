import { expect, it } from 'vitest';
import type { UnitId } from '../model/ids';
import { unitOf } from './fixtures/units';
import { learnAddress } from './learn-address';
import { planUnits } from './plan-units';
import { unitsFromLdap } from './units-from-ldap';

const entry = (dn: string, attributes: Readonly<Record<string, readonly string[]>>) => ({ dn, attributes });
const entries = [
  entry('dc=longan,dc=gov,dc=vn', { objectclass: ['dcObject'] }),
  entry('ou=UBND tỉnh Long An,dc=longan,dc=gov,dc=vn', { objectclass: ['top', 'organizationalUnit'], ou: ['UBND tỉnh Long An'], mail: ['vanthu@longan.gov.vn'] }),
  entry('OU=SGDDT, OU=UBND tỉnh Long An,dc=longan,dc=gov,dc=vn', { objectclass: ['organizationalUnit'], ou: ['SGDDT'], description: ['Sở Giáo dục và Đào tạo'], telephonenumber: ['+84 272 3826428'], associateddomain: ['sgddt.longan.gov.vn', 'gmail.com'] }),
  entry('ou=people,ou=SGDDT,ou=UBND tỉnh Long An,dc=longan,dc=gov,dc=vn', { objectclass: ['organizationalUnit'], ou: ['people'] }),
  entry('cn=a,ou=people,ou=sgddt,ou=UBND tỉnh Long An,dc=longan,dc=gov,dc=vn', { objectclass: ['inetOrgPerson'], cn: ['Văn thư Sở'], title: ['Văn thư'], mail: ['VT@sgddt.longan.gov.vn'], telephonenumber: ['101'] }),
  entry('cn=b,dc=longan,dc=gov,dc=vn', { objectclass: ['inetOrgPerson'], cn: ['Chánh Văn phòng'], department: ['Văn phòng Sở'] }),
];

it('units of a directory service keep their tree and their people; drawers are passed over', () => {
  const { fresh, problems } = planUnits(unitsFromLdap(entries, ['gmail.com']), [], 'ldap', (() => {
    let next = 0;
    return () => String(next += 1) as UnitId;
  })());
  expect(problems).toEqual([]);
  expect(fresh.map(({ unitId, name, parentId, aliases, domains, people }) => ({ unitId, name, parentId, aliases, domains, people: people.map((person) => [person.name, person.address]) }))).toEqual([
    { unitId: '1', name: 'UBND tỉnh Long An', parentId: null, aliases: [], domains: [], people: [] },
    { unitId: '2', name: 'Sở Giáo dục và Đào tạo', parentId: '1', aliases: [], domains: ['sgddt.longan.gov.vn'], people: [['Văn thư Sở', 'vt@sgddt.longan.gov.vn']] },
    { unitId: '3', name: 'Văn phòng Sở', parentId: null, aliases: [], domains: [], people: [['Chánh Văn phòng', null]] },
  ]);
});

it('an address that a person confirmed is learned once, and never its domain', () => {
  const unit = unitOf('s', 'Trường An Lạc', { addresses: ['c1@gmail.com'] });
  expect(learnAddress(unit, 'C1@Gmail.com')).toBe(null);
  expect(learnAddress(unit, 'không phải')).toBe(null);
  expect(learnAddress(unit, 'VanThu@longan.edu.vn')).toMatchObject({ addresses: ['c1@gmail.com', 'vanthu@longan.edu.vn'], domains: [] });
});
