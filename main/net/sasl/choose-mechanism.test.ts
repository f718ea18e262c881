import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseMechanism } from './choose-mechanism';

const choose = (names: readonly string[], way: 'password' | 'oauth2' = 'password', isPrivate = true): string | null => chooseMechanism({ mechanisms: new Set(names), way, isPrivate });

describe('the way to log in', () => {
  it('is the strongest that is offered, in whatever order the server names them', () => {
    const all = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'OAUTHBEARER', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'GSSAPI', 'ANONYMOUS'];
    fc.assert(fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (names) => {
      expect(choose(names)).toBe('SCRAM-SHA-256');
      expect(choose(names, 'oauth2')).toBe('OAUTHBEARER');
    }));
    expect(choose(['PLAIN', 'SCRAM-SHA-1', 'LOGIN'])).toBe('SCRAM-SHA-1');
    expect(choose(['LOGIN', 'PLAIN'])).toBe('PLAIN');
    expect(choose(['LOGIN'])).toBe('LOGIN');
    expect(choose(['PLAIN', 'XOAUTH2'], 'oauth2')).toBe('XOAUTH2');
  });

  it('never shows a secret on a line that others can read', () => {
    fc.assert(fc.property(fc.subarray(['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER', 'CRAM-MD5']), fc.constantFrom('password' as const, 'oauth2' as const), (names, way) => {
      expect(choose(names, way, false)).toBeNull();
    }));
    expect(choose(['PLAIN', 'SCRAM-SHA-1'], 'password', false)).toBe('SCRAM-SHA-1');
  });

  it('is none where only unknown ones are offered, and a token is never sent as a password', () => {
    expect(choose(['GSSAPI', 'NTLM', 'SCRAM-SHA-256-PLUS'])).toBeNull();
    expect(choose(['PLAIN', 'LOGIN', 'SCRAM-SHA-256'], 'oauth2')).toBeNull();
    expect(choose(['OAUTHBEARER', 'XOAUTH2'])).toBeNull();
  });
});
