import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alikeAddress, canonicalDomain, readAddress, sameAddress } from './mail-address';
import { coversDomain, isFreeDomain, isOfficialDomain } from './match-domain';
import { readAddressList, readReturnPath } from './read-address-list';

describe('domains', () => {
  test('case does not count and an IDN equals its A-label', () => {
    expect(canonicalDomain('Sgddt.LongAn.GOV.vn')).toBe('sgddt.longan.gov.vn');
    expect(canonicalDomain('tỉnh.vn')).toBe(canonicalDomain('XN--TNH-DLZ.vn'));
    
    expect(canonicalDomain('Bücher.example')).toBe('xn--bcher-kva.example');
  });

  test.each(['ｇov.vn', 'gov。vn', 'gov\u00AD.vn', 'go\u200Bv.vn', 'gov..vn', '.gov.vn', 'gov.vn.', '[10.0.0.1]', 'gov.vn/evil.com',
    'a:25', 'localhost', '', 'gov.v%6e', '-a.vn', 'x_y.vn'])('%j never becomes the name it looks like', (domain) => {
    expect(canonicalDomain(domain)).toBeNull();
  });

  test('a leading dot means itself and below, at label boundaries only', () => {
    expect(coversDomain('.gov.vn', 'caobang.gov.vn')).toBe(true);
    expect(coversDomain('.gov.vn', 'gov.vn')).toBe(true);
    expect(coversDomain('.gov.vn', 'evilgov.vn')).toBe(false);
    expect(coversDomain('.gov.vn', 'gov.vn.example.com')).toBe(false);
    expect(coversDomain('longan.edu.vn', 'longan.edu.vn')).toBe(true);
    expect(coversDomain('longan.edu.vn', 'th.longan.edu.vn')).toBe(false);
    expect(coversDomain('@longan.edu.vn', 'longan.edu.vn')).toBe(true);
    expect(coversDomain('*.longan.edu.vn', 'th.longan.edu.vn')).toBe(true);
    expect(coversDomain('gov.vn', 'caobang.gov.vn')).toBe(true);
    expect(coversDomain('gov.vn', 'evilgov.vn')).toBe(false);
    expect(coversDomain('edu.vn', 'truongtu.edu.vn')).toBe(false);
    expect(coversDomain('', 'gov.vn')).toBe(false);
    expect(coversDomain('@', 'gov.vn')).toBe(false);
    expect(coversDomain('*.', 'gov.vn')).toBe(false);
    expect(coversDomain('.', 'gov.vn')).toBe(false);
  });

  test('a Cyrillic look-alike of an official domain is another domain', () => {
    const domain = canonicalDomain('lоngan.gov.vn'); // о is U+043E
    expect(domain).toMatch(/^xn--/);
    expect(isOfficialDomain(domain ?? '', ['longan.gov.vn'])).toBe(false);
  });

  test('free webmail counts with everything below it', () => {
    expect(isFreeDomain('mail.gmail.com', ['gmail.com'])).toBe(true);
    expect(isFreeDomain('notgmail.com', ['gmail.com'])).toBe(false);
  });

  test('prefixing a label boundary decides, whatever the labels are', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
    fc.assert(fc.property(label, label, (a, b) => {
      const official = `${a}.gov.test`;
      expect(coversDomain(`.${official}`, `${b}.${official}`)).toBe(true);
      expect(coversDomain(`.${official}`, `${b}${official}`)).toBe(false);
      expect(coversDomain(official, `${b}.${official}`)).toBe(false);
    }));
  });
});

describe('addresses', () => {
  const read = (text: string) => {
    const address = readAddress(text);
    if (address === null) throw new Error(`not read: ${text}`);
    return address;
  };

  test('equality keeps the case of the local part, likeness does not', () => {
    expect(sameAddress(read('A@Gov.VN'), read('A@gov.vn'))).toBe(true);
    expect(sameAddress(read('A@gov.vn'), read('a@gov.vn'))).toBe(false);
    expect(alikeAddress(read('A@gov.vn'), read('a@gov.vn'))).toBe(true);
  });

  test.each(['a b@gov.vn', 'a', '@gov.vn', 'a@', 'a@b@gov.vn', 'a\r\nRCPT TO:<x@y.vn>@gov.vn', 'a..b@gov.vn', '<a@gov.vn>'])(
    '%j is no address', (text) => { expect(readAddress(text)).toBeNull(); });

  test('mailbox lists are read with names, comments and quotes', () => {
    const list = readAddressList('"Sở, GD" <a@x.gov.vn>, b@x.gov.vn (văn thư, <z@evil.com>), =?utf-8?B?QQ==?= <c@x.gov.vn>');
    expect(list?.map((each) => each.text)).toEqual(['a@x.gov.vn', 'b@x.gov.vn', 'c@x.gov.vn']);
  });

  test.each(['a@x.vn <b@x.vn> c', '<a@x.vn><b@x.vn>', '"open <a@x.vn>', 'Sở, GD <a@x.vn>', 'undisclosed-recipients:;', '(', '<a@x.vn'])(
    '%j is refused rather than guessed', (value) => { expect(readAddressList(value)).toBeNull(); });

  test('a return path is an address, the null sender or nothing', () => {
    expect(readReturnPath('<>')).toBe('');
    expect(readReturnPath(' < > ')).toBeNull();
    expect(readReturnPath('<a@x.vn>')).toMatchObject({ text: 'a@x.vn' });
    expect(readReturnPath('a@x.vn')).toMatchObject({ text: 'a@x.vn' });
    expect(readReturnPath('<a@x.vn>,<b@x.vn>')).toBeNull();
  });

  test('no input makes the readers throw, and what they give holds no line break', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
      for (const address of readAddressList(value) ?? []) expect(address.text).not.toMatch(/[\s<>]/);
      readReturnPath(value);
    }));
  });
});
