import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { bytesOfLatin1 } from './latin1';
import { parseLetter } from './parse-letter';

const fill = (unit: string): string => unit.repeat(Math.floor((limits.headerBlockBytes - 200) / unit.length));

/** Each would hold a careless pattern for minutes; the test's own time limit is the measure. */
describe('a header made to hold the reader', () => {
  it.each([
    ['blanks inside an address', `From: <a${fill(' ')}b@c>`],
    ['closing brackets', `From: ${fill('>')}x@y z`],
    ['opening brackets', `From: ${fill('<')}`],
    ['a route of commas', `From: <@${fill(',')}`],
    ['comments without end', `From: ${fill('(')}`],
    ['quotes', `From: ${fill('"')}`],
    ['at signs', `From: ${fill('@')}`],
    ['groups', `To: ${fill('a:b;')}`],
    ['encoded words', `Subject: ${fill('=?utf-8?Q?')}`],
    ['short encoded words', `From: ${fill('=?a?q?b?= ')}`],
    ['parameters of blanks', `Content-Type: text/plain; a=${fill(' ')}`],
    ['a type of blanks', `Content-Type: text${fill(' ')}/x; a=b`],
    ['parameters', `Content-Type: text/plain${fill(';a*1*=b')}`],
    ['a name of blanks', `Content-Disposition: attachment; filename="${fill(' /')}"`],
    ['a name of dots', `Content-Disposition: attachment; filename="${fill('. ')}x"`],
    ['ids', `References: ${fill('<a')}`],
    ['a date', `Date: ${fill('1 ')}`],
  ])('%s', (_what, line) => {
    const letter = parseLetter(bytesOfLatin1(`${line}\r\n\r\nbody`));
    expect(letter.root.end).toBeGreaterThan(0);
  });
});
