import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../acknowledge/default-policy';
import { canonicalDomain } from '../acknowledge/mail-address';
import { indexDirectory } from './directory-index';
import { unitOf } from './fixtures/units';
import { imitatedDomain, isOneEdit } from './look-alike';

const policy = { ...defaultPolicy, officialDomains: [...defaultPolicy.officialDomains, 'longan.edu.vn'] };
const directory = indexDirectory([unitOf('1', 'Trường THCS', { domains: ['thcs-tanan.edu.vn'] }), unitOf('2', 'Sở', { domains: ['tiengiang.edu.vn'] })]);
const like = (domain: string) => imitatedDomain(canonicalDomain(domain) ?? '', directory, policy);

describe('a domain that looks like an official one', () => {
  it.each([
    ['gov-vn.com', 'gov.vn'], ['longan.gov.vn.example.com', 'gov.vn'], ['ubndgovvn.com', 'gov.vn'], ['so.g0v.vn', 'gov.vn'], ['longan-gov.vn', 'gov.vn'],
    ['moeet.edu.vn', 'moet.edu.vn'], ['mote.edu.vn', 'moet.edu.vn'], ['moet-edu.vn', 'moet.edu.vn'], ['rnoet.edu.vn', 'moet.edu.vn'], ['longam.edu.vn', 'longan.edu.vn'], ['logan.edu.vn', 'longan.edu.vn'], ['lnogan.edu.vn', 'longan.edu.vn'],
    ['longanedu.vn', 'longan.edu.vn'], ['1ongan.edu.vn', 'longan.edu.vn'], ['thcs-tanam.edu.vn', 'thcs-tanan.edu.vn'],
  ])('%s is told', (domain, official) => expect(like(domain)).toBe(official));

  it('is told behind punycode: letters of other scripts, and accents', () => {
    expect(like('lоngan.edu.vn')).toBe('longan.edu.vn');
    expect(like('longán.edu.vn')).toBe('longan.edu.vn');
    expect(like('ɡov.vn')).toBe('gov.vn');
  });
});

describe('an honest neighbour is no look-alike', () => {
  it.each([
    'longan.gov.vn', 'sgddt.longan.gov.vn', 'moet.edu.vn', 'c1anlac.longan.edu.vn', 'kiengiang.edu.vn', 'gmail.com', 'goth.com', 'egov.vn', 'example.com', 'vnpt.vn', 'hanoi.edu.vn', 'tayninh.edu.vn',
    'moit.edu.vn', 'met.edu.vn', 'gov.in', 'mof.gov.bn', 'ministry.gov.uk', 'thcs-tanan.edu.vn', 'mail.thcs-tanan.edu.vn', 'hcmute.edu.vn', 'vietcombank.com.vn', 'tuoitre.vn', 'bidv.com.vn', 'longan.com.vn', 'psu.ac.th',
  ])('%s', (domain) => expect(like(domain)).toBe(null));

  it('neither are schools that differ by a number', () => {
    const schools = indexDirectory([unitOf('1', 'Trường Mầm non 1', { domains: ['mamnon1.edu.vn'] })]);
    expect(imitatedDomain('mamnon2.edu.vn', schools, policy)).toBe(null);
  });

  it('nor anything below an official name', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
    fc.assert(fc.property(label, label, fc.constantFrom('gov.vn', 'go.th', 'gov.my', 'go.id'), (a, b, top) => like(`${a}.${b}.${top}`) === null));
  });
});

it('any one edit of a name of its directory is told, unless it is another real name', () => {
  const letter = fc.constantFrom(...'abdeghkmnopqrstuvxyz');
  fc.assert(fc.property(fc.integer({ min: 0, max: 9 }), letter, (at, extra) => {
    const domain = `${'thcs-tanan'.slice(0, at)}${extra}${'thcs-tanan'.slice(at)}.edu.vn`;
    return like(domain) === 'thcs-tanan.edu.vn';
  }));
});

it('one edit is one letter more, less or other, or two neighbours swapped', () => {
  const word = fc.stringMatching(/^[a-z]{2,12}$/);
  fc.assert(fc.property(word, fc.nat(11), (text, place) => {
    const at = place % text.length;
    const less = text.slice(0, at) + text.slice(at + 1);
    return isOneEdit(text, less) && isOneEdit(less, text) && !isOneEdit(text, text) && !isOneEdit(text, `${text}ab`);
  }));
  expect([isOneEdit('abcd', 'abdc'), isOneEdit('abcd', 'acdb'), isOneEdit('abcd', 'bacd')]).toEqual([true, false, true]);
});
