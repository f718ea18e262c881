import { describe, expect, it } from 'vitest';
import { readAuthentication } from '../acknowledge/read-authentication';
import { parseAddresses } from '../letter/parse-addresses';
import { cluesWith, domainPolicy, from } from './fixtures/units';
import { emptyDirectory } from './directory-index';
import { judgeOfficialness } from './judge-officialness';
import { LookAlikes } from './look-alike';
import { resolveSender } from './resolve-sender';
import type { SenderClues } from './sender-clues';

function level(more: Partial<SenderClues>) {
  const clues = cluesWith(more);
  return judgeOfficialness(clues, resolveSender(clues, emptyDirectory, domainPolicy), emptyDirectory, domainPolicy).level;
}
const said = (value: string) => readAuthentication([{ name: 'Authentication-Results', value }] as never, ['.office.vn'], 'longan.gov.vn');

describe('a sender who writes what a judge looks for', () => {
  it.each([
    ['the end of one result and another one', 'mx.office.vn; spf=pass smtp.mailfrom="a; dmarc=pass x"@evil.example; dmarc=fail header.from=longan.gov.vn'],
    ['the beginning of a comment', 'mx.office.vn; spf=pass smtp.mailfrom="("@evil.example; dmarc=fail header.from=longan.gov.vn'],
    ['an escaped quote', String.raw`mx.office.vn; spf=pass smtp.mailfrom="a\"; dmarc=pass x"@evil.example; dmarc=fail header.from=longan.gov.vn`],
  ])('into the quoted local part of the envelope, %s, does not outvote our server', (_what, value) => expect(said(value)).toBe('failed'));

  it.each([
    ['the quoted local part', 'mx.office.vn; spf=pass smtp.mailfrom="x@longan.gov.vn "@evil.example'],
    ['the greeting', 'mx.office.vn; spf=pass smtp.helo=header.d=longan.gov.vn smtp.mailfrom=a@evil.example'],
  ])('into %s is not taken for the domain he imitates', (_what, value) => expect(said(value)).not.toBe('passed'));

  it('but quotes, comments and escapes of honest servers are read', () => {
    expect(said('mx.office.vn (checked; twice); dmarc=pass (p=none; dis=none) header.from=longan.gov.vn')).toBe('passed');
    expect(said('mx.office.vn; dkim=pass header.d="longan.gov.vn" header.b="ab;c="')).toBe('passed');
    expect(said('mx.office.vn; spf=pass smtp.mailfrom="van thu"@longan.gov.vn')).toBe('passed');
  });

  it('with two @ is at no domain', () => {
    for (const value of ['A <boss@evil.example@longan.gov.vn>', 'A <"a"b@evil.example@longan.gov.vn>']) {
      const [mailbox] = parseAddresses(value);
      expect(level({ from: mailbox ?? null, agency: 'SỞ NỘI VỤ' })).not.toBe('official');
    }
  });

  it('an official address for a name and no address of his own is doubtful', () => {
    expect(level({ from: from('', 'vanthu@longan.edu.vn') })).toBe('doubtful');
    expect(level({ from: from('ai@[192.0.2.1]', 'Văn thư (longan.edu.vn)') })).toBe('doubtful');
    expect(level({ from: from('', 'Văn thư') })).toBe('unproven');
  });

  it('an official domain into his name, behind another word with a point or in wide letters, is doubtful', () => {
    expect(level({ from: from('a@evil.example', 'Ms.Lan (longan.edu.vn)') })).toBe('doubtful');
    expect(level({ from: from('a@evil.example', 'vanthu＠longan．edu．vn') })).toBe('doubtful');
    expect(level({ from: from('a@evil.example', 'x@y.example vanthu@longan.edu.vn') })).toBe('doubtful');
  });

  it('a known name with one foreign letter further right than its own label is seen through', () => {
    const known = new LookAlikes(['longan.edu.vn']);
    expect(known.imitatedBy(new URL('http://longan.еdu.vn').hostname)).toBe('longan.edu.vn');
    expect(known.imitatedBy(new URL('http://mail.longan.еdu.vn').hostname)).toBe('longan.edu.vn');
    expect(known.imitatedBy('hanoi.edu.vn')).toBeNull();
  });
});
