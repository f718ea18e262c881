import { describe, expect, test } from 'vitest';
import { headerOf, ownServers, plainLetter, withField, without, type RawField } from './fixtures/question';
import { receiptFacts } from './receipt-facts';

function facts(fields: readonly RawField[]) {
  return receiptFacts(headerOf(fields), ownServers);
}

function authentication(...values: readonly string[]): string {
  return facts([...without(plainLetter, 'Authentication-Results'), ...values.map((value): RawField => ['Authentication-Results', value])]).authentication;
}

describe('what our own server says about the sender', () => {
  const mine = 'mx1.xa.caobang.gov.vn';

  test('fields of other servers say nothing', () => {
    expect(authentication('mx.evil.com; dmarc=fail')).toBe('none');
    expect(authentication('evilxa.caobang.gov.vn; dmarc=pass')).toBe('none');
    expect(authentication()).toBe('none');
  });

  test('one failure under our name outweighs every pass, wherever it stands', () => {
    expect(authentication(`${mine}; dmarc=fail`, `${mine}; dmarc=pass`)).toBe('failed');
    expect(authentication(`${mine}; dmarc=pass`, `${mine}; dmarc=fail`)).toBe('failed');
  });

  test('a comment cannot hide or make a result', () => {
    expect(authentication(`${mine} (x; dmarc=pass); (dmarc=pass) spf=fail (a; b)`)).toBe('failed');
    expect(authentication(`(comment) ${mine} 1; dmarc=pass (p=reject)`)).toBe('passed');
  });

  test('DKIM or SPF count as a pass only for the domain that is shown', () => {
    expect(authentication(`${mine}; spf=softfail; dkim=pass header.d=longan.gov.vn`)).toBe('passed');
    expect(authentication(`${mine}; spf=softfail; dkim=pass header.d=evil.com`)).toBe('failed');
    expect(authentication(`${mine}; dkim=fail; spf=pass smtp.mailfrom=vanthu@sgddt.longan.gov.vn`)).toBe('passed');
    expect(authentication(`${mine}; spf=none; dkim=none`)).toBe('none');
    expect(authentication(`${mine}; none`)).toBe('none');
  });
});

describe('facts of a header block', () => {
  test('the thread of the answer holds at most 20 ids and keeps the first', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `<m${index}@x.vn>`);
    const kept = facts(withField(plainLetter, 'References', ids.join(' '))).references;
    expect(kept).toHaveLength(20);
    expect([kept[0], kept[19]]).toEqual(['<m0@x.vn>', '<m59@x.vn>']);
  });

  test('In-Reply-To stands in where References are missing', () => {
    expect(facts(withField(plainLetter, 'In-Reply-To', '<q@x.vn>')).references).toEqual(['<q@x.vn>']);
  });

  test('a message id is taken only where it is one', () => {
    expect(facts(plainLetter).messageId).toBe('<a1@sgddt.longan.gov.vn>');
    expect(facts(withField(plainLetter, 'Message-ID', 'no id')).messageId).toBeNull();
    expect(facts(withField(plainLetter, 'Message-ID', '<a b@c>')).messageId).toBeNull();
  });

  test('an address in UTF-8 is read as it was written', () => {
    expect(facts(withField(plainLetter, 'From', 'Sở <vănthư@x.gov.vn>')).from[0]?.local).toBe('vănthư');
  });

  test('Original-Recipient is kept only in its RFC 8098 form', () => {
    expect(facts(withField(plainLetter, 'Original-Recipient', 'rfc822; a@x.vn')).originalRecipient).toBe('rfc822;a@x.vn');
    expect(facts(withField(plainLetter, 'Original-Recipient', 'a@x.vn')).originalRecipient).toBeNull();
  });

  test('a sender that two readers see differently is never one sender', () => {
    const header = { ...headerOf(plainLetter), from: [{ name: '', address: 'other@sgddt.longan.gov.vn' }] };
    expect(receiptFacts(header, ownServers).from).toHaveLength(2);
  });
});
