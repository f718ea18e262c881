import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code';

const crockford = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

describe('the recovery code', () => {
  it('carries at least 128 random bits and is printed in groups of five', () => {
    const { text, secret } = newRecoveryCode();
    expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){6}$/);
    expect(secret.length * 5).toBeGreaterThanOrEqual(128);
    expect(newRecoveryCode().text).not.toBe(text);
  });

  it('is read whatever the case, the spacing, and O, I or L for 0 and 1', () => {
    for (let round = 0; round < 50; round += 1) {
      const { text, secret } = newRecoveryCode();
      const variants = [
        text,
        text.toLowerCase(),
        text.replaceAll('-', ''),
        ` ${text.replaceAll('-', ' ')}\n`,
        text.replaceAll('-', '\u2013'),
        text.replaceAll('0', 'O').replaceAll('1', 'I'),
        text.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'),
      ];
      for (const variant of variants) expect(parseRecoveryCode(variant)).toEqual({ ok: true, value: secret });
    }
  });

  it('names the group in which one character is wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 34 }), fc.constantFrom(...crockford, 'U', '?'), (at, wrong) => {
        const characters = [...newRecoveryCode().text.replaceAll('-', '')];
        fc.pre(characters[at] !== wrong);
        characters[at] = wrong;
        expect(parseRecoveryCode(characters.join(''))).toEqual({
          ok: false,
          failure: { code: 'recoveryCodeMistyped', group: Math.floor(at / 5) + 1 },
        });
      }),
    );
  });

  it('notices two neighbours exchanged within a group, and two groups exchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }), (one, two, at) => {
        const groups = newRecoveryCode().text.split('-');
        const [a, b] = [groups[one]!, groups[two]!];
        if (one !== two && a !== b) {
          const swapped = groups.with(one, b).with(two, a);
          expect(parseRecoveryCode(swapped.join('-'))).toMatchObject({ ok: false });
        }
        if (a[at] !== a[at + 1]) {
          const turned = `${a.slice(0, at)}${a[at + 1]!}${a[at]!}${a.slice(at + 2)}`;
          expect(parseRecoveryCode(groups.with(one, turned).join('-'))).toMatchObject({ ok: false, failure: { group: one + 1 } });
        }
      }),
    );
  });

  it('says that characters are missing or too many without blaming a group', () => {
    const { text } = newRecoveryCode();
    for (const wrong of ['', text.slice(1), `${text}A`]) {
      expect(parseRecoveryCode(wrong)).toEqual({ ok: false, failure: { code: 'recoveryCodeMistyped', group: null } });
    }
  });
});
