import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../core/base/result';
import type { ConnectionFailure } from '../../core/model/account';
import type { AccountId } from '../../core/model/ids';
import { AccountGate } from './account-gate';
import { AccountStateFile } from './account-state-file';

const server = { host: 'mail.test.test', port: 993, encryption: 'tls' } as const;
const failure = (code: ConnectionFailure['code']): ConnectionFailure => ({ code, host: server.host, port: server.port, serverSaid: null, certificate: null });
const key = new Uint8Array(32).fill(7);

type Step = { readonly do: 'connect' | 'restart' | 'askAgain' } | { readonly do: 'type'; readonly password: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ do: 'connect' } as const) },
  fc.constant({ do: 'restart' } as const),
  fc.constant({ do: 'askAgain' } as const),
  fc.record({ do: fc.constant('type' as const), password: fc.constantFrom('right', 'wrong 1', 'wrong 2') }),
);

describe('the gate of an account', () => {
  it('lets the same wrong password through once a request, whatever happens between', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'vanthu-gate-'));
    let history = 0;
    try {
      await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const path = join(dir, `${(history += 1)}.state`);
        let password = 'wrong 1';
        const open = (): AccountGate => new AccountGate({
          accountId: '00112233445566aa' as AccountId, key, state: new AccountStateFile(path, key), password: () => Promise.resolve(password), server: () => server,
        });
        let gate = open();
        let allowed = true;
        for (const one of steps) {
          if (one.do === 'restart') gate = open();
          else if (one.do === 'askAgain') {
            await gate.tryAgain();
            allowed = true;
          } else if (one.do === 'type') {
            password = one.password;
            await gate.tryAgain();
            allowed = true;
          } else {
            let tries = 0;
            const attempt = (): Promise<unknown> => gate.logIn((used) => {
              tries += 1;
              return Promise.resolve(used === 'right' ? ok(null) : fail(failure('passwordWrong')));
            });
            await Promise.all([attempt(), attempt(), attempt()]);
            if (password === 'right') expect(tries).toBe(3);
            else expect(tries).toBe(allowed ? 1 : 0);
            allowed = password === 'right';
          }
        }
      }), { numRuns: 60 });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });

  it.each(['timeout', 'refused', 'serverError', 'certificateNotTrusted'] as const)('stays open after %s: that says nothing of the password', async (code) => {
    const dir = mkdtempSync(join(tmpdir(), 'vanthu-gate-'));
    try {
      const gate = new AccountGate({
        accountId: '00112233445566aa' as AccountId, key, state: new AccountStateFile(join(dir, 'state'), key), password: () => Promise.resolve('right'), server: () => server,
      });
      expect(await gate.logIn(() => Promise.resolve(fail(failure(code))))).toEqual(fail({ isPaused: false, failure: failure(code) }));
      expect(await gate.logIn(() => Promise.resolve(ok('in')))).toEqual(ok('in'));
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});

describe('a first password', () => {
  const open = async (work: (gate: (password: string, at: string) => AccountGate, state: () => Promise<string | null>) => Promise<void>): Promise<void> => {
    const dir = mkdtempSync(join(tmpdir(), 'vanthu-gate-'));
    try {
      const gate = (password: string, at: string): AccountGate => new AccountGate({
        accountId: '00112233445566aa' as AccountId, key, state: new AccountStateFile(join(dir, 'state'), key), password: () => Promise.resolve(password), server: () => server,
        clock: { now: () => new Date(`2026-11-20T${at}:00.000Z`) },
      });
      await work(gate, async () => (await new AccountStateFile(join(dir, 'state'), key).read()).activation?.since ?? null);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };
  const letIn = (words: string) => (_password: string, onWords: (words: string) => void) => {
    onWords(words);
    return Promise.resolve(ok('in'));
  };

  it('counts from the first time the server asked for another one, over restarts and further askings', async () => {
    await open(async (gate, since) => {
      await gate('first', '01:00').logIn(letIn('Logged in'));
      expect(await since()).toBeNull();
      await gate('first', '02:00').logIn(letIn('[ALERT] You must change your password'));
      expect(await since()).toBe('2026-11-20T02:00:00.000Z');
      await gate('first', '03:00').logIn(letIn('Bạn cần phải thay đổi mật khẩu.'));
      const refusing = gate('first', '04:00');
      expect(await refusing.logIn(() => Promise.resolve(fail(failure('activationNeeded'))))).toMatchObject({ failure: { isPaused: true } });
      expect(await since()).toBe('2026-11-20T02:00:00.000Z');
    });
  });

  it('that the server refuses until it is changed counts from that refusal, and is not tried again', async () => {
    await open(async (gate, since) => {
      let tries = 0;
      const attempt = (at: string): Promise<unknown> => gate('first', at).logIn(() => {
        tries += 1;
        return Promise.resolve(fail(failure('activationNeeded')));
      });
      await attempt('05:00');
      await attempt('06:00');
      expect(tries).toBe(1);
      expect(await since()).toBe('2026-11-20T05:00:00.000Z');
    });
  });

  it('is forgotten once another password was taken without a word', async () => {
    await open(async (gate, since) => {
      await gate('first', '05:00').logIn(() => Promise.resolve(fail(failure('activationNeeded'))));
      await gate('mine', '05:30').logIn(letIn('Logged in'));
      expect(await since()).toBeNull();
    });
  });
});
