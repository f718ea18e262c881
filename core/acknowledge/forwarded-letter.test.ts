import { expect, test } from 'vitest';
import { decideReceipt } from './decide-receipt';
import { plainLetter, questionOf, withField } from './fixtures/question';

// what Gmail, Outlook.com and Yahoo make of an official letter that a private mailbox sends on by itself
test.each([
  ['Gmail', withField(withField(plainLetter, 'Return-Path', '<canbo+caf_=ubnd=xa.caobang.gov.vn@gmail.com>'), 'To', 'canbo@gmail.com'), 'returnPathDiffers'],
  ['Gmail, to our address in copy', withField(plainLetter, 'Return-Path', '<canbo+caf_=ubnd=xa.caobang.gov.vn@gmail.com>'), 'returnPathDiffers'],
  ['Outlook.com', withField(withField(plainLetter, 'Return-Path', '<canbo+SRS=a=b=sgddt.longan.gov.vn=vanthu@hotmail.com>'), 'To', 'canbo@hotmail.com'), 'returnPathDiffers'],
  ['Yahoo, which keeps the Return-Path', withField(withField(plainLetter, 'X-Yahoo-Forwarded', 'from canbo@yahoo.com.vn to ubnd@xa.caobang.gov.vn'), 'To', 'canbo@yahoo.com.vn'), 'notAddressed'],
])('a letter forwarded by %s is never answered by itself: a person is asked', (_provider, fields, why) => {
  for (const kind of ['arrival', 'displayed'] as const) expect(decideReceipt(questionOf(kind, fields))).toEqual({ decision: 'ask', why });
});
