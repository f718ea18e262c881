import { describe, expect, it } from 'vitest';
import { harmlessStyle, imageSource, shownAddress } from './letter-html-rules';

describe('styles of a letter', () => {
  it('keep colours and measures', () => {
    expect(harmlessStyle('color: rgb(0, 0, 80); width: 50%; text-align:center')).toBe('color: rgb(0, 0, 80); width: 50%; text-align:center');
  });

  it.each([
    'background-color: url(http://x/y.png)', 'background: url(http://x/y)', 'color: image-set("http://x" 1x)', 'width: expression(alert(1))', 'color: var(--x)', 'position: fixed',
    'color: \\75rl(x)', 'color: u/**/rl(http://x)', 'font-family: "</style><script>"', 'display: none', 'behavior: x', '-moz-binding: x', 'opacity: 0', 'color: element(#a)',
  ])('lose "%s"', (style) => {
    expect(harmlessStyle(style)).toBe('');
  });

  it('lose one declaration without losing its neighbours', () => {
    expect(harmlessStyle('color: red; position: absolute; font-weight: bold')).toBe('color: red; font-weight: bold');
  });
});

describe('pictures', () => {
  it('come from the letter or are data; nothing is fetched', () => {
    expect(imageSource('cid:anh1@longan')).toEqual({ kind: 'cid', value: 'anh1@longan' });
    expect(imageSource('data:image/png;base64,AAAA')?.kind).toBe('data');
    for (const source of ['http://x/y.png', '//x/y.png', 'data:image/svg+xml;base64,AAAA', 'file:///etc/passwd', 'blob:x', 'vault://letter/1', '']) expect(imageSource(source)).toBeNull();
  });
});

it('only web and mail addresses are shown as links', () => {
  expect(shownAddress('https://longan.edu.vn/a')).toBe('https://longan.edu.vn/a');
  expect(shownAddress('mailto:vanthu@longan.edu.vn?subject=x')).toBe('vanthu@longan.edu.vn');
  for (const href of ['javascript:alert(1)', 'vault://letter/1', 'app://vanthu/', 'file:///c:/', '#top']) expect(shownAddress(href)).toBeNull();
});
