import { expect, test } from 'vitest';
import { isOwnPage } from './guard-session';

test.each(['app://vanthu', 'app://vanthu/index.html', 'app://vanthu/'])('%s is ours', (url) => {
  expect(isOwnPage(url)).toBe(true);
});

test.each(['app://vanthu.example/', 'app://vanthuevil', 'vault://letter/0', 'https://vanthu/', 'data:text/html,x', ''])('%s is nobody', (url) => {
  expect(isOwnPage(url)).toBe(false);
});
