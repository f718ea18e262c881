import { expect, test } from 'vitest';
import { matchSender } from './match-sender';

const from = (...addresses: readonly string[]) => addresses.map((address) => ({ name: '', address }));

test('case differs in neither part of an address', () => {
  expect(matchSender(from('VanThu@SoGDDT.example'), ['vanthu@sogddt.example']).state).toBe('passed');
});

test('another address is another signer', () => {
  expect(matchSender(from('vanthu@sogddt.example'), ['vanthu@sonoivu.example'])).toEqual({ state: 'failed', why: 'otherSigner' });
});

test('a display name that looks like the address counts for nothing', () => {
  expect(matchSender([{ name: 'vanthu@sogddt.example', address: 'ke@gia.example' }], ['vanthu@sogddt.example']).state).toBe('failed');
});

test('an address in the display name that is not certified makes the letter name several senders', () => {
  for (const name of ['bothu@bo.example', 'Bộ Nội vụ <bothu@bo.example>', 'bothu ＠ bo.example', 'Văn thư, bothu@bo.example (thay mặt)']) {
    expect(matchSender([{ name, address: 'vanthu@sogddt.example' }], ['vanthu@sogddt.example'])).toEqual({ state: 'failed', why: 'severalFrom' });
  }
});

test('the own address as display name, and an @ that is no address, are harmless', () => {
  for (const name of ['VanThu@sogddt.example', 'Phòng CNTT @ Sở', 'Họp lúc 8@phòng']) {
    expect(matchSender([{ name, address: 'vanthu@sogddt.example' }], ['vanthu@sogddt.example']).state).toBe('passed');
  }
});

test('every one of several From addresses has to be certified', () => {
  expect(matchSender(from('a@x.example', 'b@x.example'), ['a@x.example'])).toEqual({ state: 'failed', why: 'severalFrom' });
  expect(matchSender(from('a@x.example', 'b@x.example'), ['a@x.example', 'b@x.example']).state).toBe('passed');
});

test('a certificate without address is not checked, never passed', () => {
  expect(matchSender(from('a@x.example'), [])).toEqual({ state: 'notChecked', why: 'noCertificateAddress' });
});

test('a Vietnamese domain is the same in letters and in its ASCII form', () => {
  expect(matchSender(from('vanthu@sởnộivụ.example'), ['vanthu@xn--snive-yl5co8m0s.example']).state).toBe('failed');
  expect(matchSender(from('vanthu@bücher.example'), ['vanthu@xn--bcher-kva.example']).state).toBe('passed');
  expect(matchSender(from('ke@gia.example/bücher.example'), ['ke@gia.example']).state).toBe('failed');
});

test('a letter without From has no sender that a certificate could be', () => {
  expect(matchSender([], ['a@x.example'])).toEqual({ state: 'failed', why: 'noFrom' });
});
