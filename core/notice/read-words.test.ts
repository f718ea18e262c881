import { expect, it } from 'vitest';
import { parseLetter } from '../letter/parse-letter';
import type { NoticeLine } from '../model/notice';
import { readWords } from './read-words';

/** What an answer to a letter of ours is taken to say. */
function said(text: string, type = 'text/plain'): Pick<NoticeLine, 'step' | 'number'> | null {
  const head = ['From: vt@phong.test', 'To: vanthu@so.test', 'Subject: Re: V/v abc', 'In-Reply-To: <a@so.test>', `Content-Type: ${type}; charset=utf-8`];
  const line = readWords(parseLetter(new TextEncoder().encode([...head, '', ...text.split('\n')].join('\r\n'))))?.told[0];
  return line === undefined ? null : { step: line.step, number: line.number };
}

it.each([
  'Đơn vị đã đăng ký 02 đại biểu tham dự.',
  'Đơn vị đã đăng ký số lượng 5 đại biểu.',
  'Văn bản chưa được vào sổ, đề nghị gửi lại trước ngày 25.',
  'Chưa vào sổ đến số 215, còn thiếu phụ lục.',
  'Đã vào sổ công văn số 12/SGDĐT.',
  'Sẽ vào sổ đến trong ngày 25/11.',
])('“%s” names no number of a register', (text) => expect(said(text)?.step).not.toBe('registered'));

it.each([
  ['Đã vào sổ ngày 22/11/2026, số đến 457.', '457'],
  ['Đã vào sổ công văn số 12/SGDĐT, số đến: 457', '457'],
  ['Văn bản đã đăng ký số 88.', '88'],
  ['Số đến của đơn vị là 215', '215'],
])('“%s” names %s', (text, number) => expect(said(text)).toEqual({ step: 'registered', number }));

it.each(['Đề nghị Sở xác nhận đã nhận được báo cáo của đơn vị.', 'Vui lòng báo lại khi đã nhận được công văn.', 'Đơn vị chưa thấy nhận được văn bản đã nhận.', 'Đến nay chưa được nhận công văn; tuần trước đã nhận công văn khác.'])('“%s” confirms nothing', (text) => {
  expect(said(text)).toBeNull();
});

it('a wish beside a confirmation leaves the confirmation', () => {
  expect(said('Đã nhận được công văn. Đề nghị Sở xác nhận thời gian họp.')?.step).toBe('acknowledged');
  expect(said('Theo đề nghị của Sở, đơn vị đã nhận được công văn và báo cáo sau.')?.step).toBe('acknowledged');
});

it('words of our own letter, quoted below an answer that is all HTML, are not the writer’s', () => {
  const ours = 'Đề nghị quý đơn vị cho biết đã nhận được công văn.';
  expect(said(`<p>Gửi nhầm địa chỉ rồi.</p><blockquote><p>${ours}</p></blockquote>`, 'text/html')).toBeNull();
  expect(said(`<div>Gửi nhầm địa chỉ rồi.</div><div class="gmail_quote"><p>${ours}</p></div>`, 'text/html')).toBeNull();
  expect(said('<p>Đã nhận được công văn.</p>', 'text/html')?.step).toBe('acknowledged');
  expect(said(`<p>Đã nhận được công văn.</p><blockquote>chưa nhận được thì báo</blockquote>`, 'text/html')?.step).toBe('acknowledged');
  expect(said(`<blockquote>${ours}</blockquote>`, 'text/html')).toBeNull();
});
