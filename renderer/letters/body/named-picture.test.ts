import { expect, it } from 'vitest';
import { parseLetter } from '../../../core/letter/parse-letter';
import { namedPicture } from './named-picture';

const part = (type: string, id: string) => `--b\r\nContent-Type: ${type}; name=x\r\nContent-ID: ${id}\r\nContent-Disposition: inline; filename=x\r\n\r\nx\r\n`;
const letter = (parts: readonly string[]) => parseLetter(new TextEncoder().encode(`Subject: x\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n${parts.join('')}--b--\r\n`)).attachments;

it('finds the picture that a text names, however its name is written', () => {
  const found = letter([part('image/png', '<dau%20do@so>'), part('image/jpeg', '<hai@so>')]);
  expect(namedPicture(found, 'dau do@so')?.part).toBe(found[0]?.part);
  expect(namedPicture(found, 'hai@so')?.contentType).toBe('image/jpeg');
  expect(namedPicture(found, 'ba@so')).toBeNull();
});

it('shows nothing in place that a browser would read as more than a picture', () => {
  expect(namedPicture(letter([part('image/svg+xml', '<a@so>'), part('text/html', '<b@so>')]), 'a@so')).toBeNull();
  expect(namedPicture(letter([part('text/html', '<b@so>')]), 'b@so')).toBeNull();
});
