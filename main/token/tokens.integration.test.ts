import { createHash, constants, randomBytes, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PKCS11 } from 'pkcs11js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MadeSignature, PinQuestion, SigningKey, SignMechanism } from '../../core/model/signing';
import { mechanismParts } from '../../core/pki/mechanism';
import type { Result } from '../../core/base/result';
import type { SignFailure } from '../../core/model/signing';
import { removeFolder } from '../../scripts/remove-folder';
import { createSoftHsm, type SoftHsm } from '../../scripts/servers/soft-hsm';
import { createTestCa } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { PinTalk } from '../signing/pin-talk';
import { attribute } from '../../core/pki/sign-cms';
import { octets, set } from '../../core/pki/write-der';
import { SignDesk } from '../signing/sign-desk';
import type { Cryptoki } from './cryptoki';
import { buildTokenHost, forkChildHost, type ChildHost } from './fixtures/fork-child-host';
import { HostDesk } from './host-desk';
import { HostLine } from './host-line';
import { TokenDesk } from './token-desk';

const pins = { education: '123456', office: '654321' } as const;
let folder = '';
let program = '';
let ca: TestCa;
let first: SoftHsm;
let second: SoftHsm;
let serials: { education: string; office: string };
let desk: TokenDesk;
const hosts: ChildHost[] = [];

async function putKey(hsm: SoftHsm, token: 'education' | 'office', id: string, alwaysAuthenticate = false): Promise<void> {
  const { keyFile, certPem } = ca.signers[token]!;
  hsm.addKey({ label: `Token ${token}`, pin: pins[token] }, { keyPem: await readFile(keyFile, 'utf8'), certificatePem: certPem, label: `Key ${id}`, id, alwaysAuthenticate });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-tokens-'));
  program = await buildTokenHost();
  ca = createTestCa(join(folder, 'ca'));
  // two drivers, each with a token of its own
  [first, second] = [createSoftHsm(2), createSoftHsm(3)];
  serials = { education: first.addToken('Token education', pins.education), office: second.addToken('Token office', pins.office) };
  await putKey(first, 'education', '01');
  await putKey(second, 'office', '02');
  desk = await openDesk();
});
afterAll(async () => {
  desk.close();
  for (const { child } of hosts) child.kill('SIGKILL');
  first.close();
  second.close();
  await removeFolder(folder);
  await removeFolder(dirname(program));
});

function startHost(): ChildHost {
  const host = forkChildHost(program, { ...first.environment, ...second.environment });
  hosts.push(host);
  return host;
}

const openDesk = (drivers = [{ name: 'One', path: first.module }, { name: 'Two', path: second.module }]): Promise<TokenDesk> =>
  TokenDesk.open({ file: join(folder, `drivers-${randomBytes(4).toString('hex')}.sealed`), seal: Buffer.alloc(32, 7), policy: () => drivers, startHost });

const item = (name: string, digest = 'sha256') => {
  const content = randomBytes(100);
  return { name, content, attributes: set(attribute('1.2.840.113549.1.9.4', octets(createHash(digest).update(content).digest()))) };
};

type Answers = (question: PinQuestion, times: number) => string | null | Promise<string | null>;

/** A person in the PIN window: answers each question once; null gives up. */
function person(answers: Answers): { readonly openPin: () => PinTalk; readonly questions: PinQuestion[] } {
  const questions: PinQuestion[] = [];
  return {
    questions,
    openPin: () => {
      const talk = new PinTalk();
      void (async () => {
        for (;;) {
          // the desk asks as soon as it has opened the window
          await new Promise(setImmediate);
          const question = talk.current;
          if (question === null) return;
          questions.push(question);
          const pin = await answers(question, questions.length);
          if (pin === null) return talk.cancel();
          await talk.answer(Buffer.from(pin), true);
        }
      })();
      return talk;
    },
  };
}

async function sign(tokens: TokenDesk, key: SigningKey, mechanism: SignMechanism, items: ReturnType<typeof item>[], answers: Answers): Promise<{ readonly result: Result<readonly MadeSignature[], SignFailure>; readonly questions: readonly PinQuestion[] }> {
  const { openPin, questions } = person(answers);
  const signs = new SignDesk({ sources: () => [tokens], openPin, look: () => ({ language: 'vi', theme: 'light' }) });
  return { result: await signs.run({ keyId: key.keyId, mechanism, items }), questions };
}

const keyOn = async (tokens: TokenDesk, label: string): Promise<SigningKey> => (await tokens.list()).find(({ token }) => token?.label === label)!;

function isGood(certificate: string, mechanism: SignMechanism, bytes: Uint8Array, value: Uint8Array): boolean {
  const { key: scheme, digest } = mechanismParts(mechanism);
  const key = new X509Certificate(certificate).publicKey;
  if (scheme === 'rsa-pss') return verify(digest, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, value);
  return verify(digest, bytes, key, value);
}

describe('tokens of two drivers', () => {
  test('are seen side by side, each key with its certificate, and signed with whatever they offer', async () => {
    expect(await desk.drivers()).toEqual([
      { name: 'One', path: first.module, source: 'policy', state: 'ok', slots: 1 },
      { name: 'Two', path: second.module, source: 'policy', state: 'ok', slots: 1 },
    ]);
    const keys = await desk.list();
    expect(keys.map(({ fingerprint, mechanisms, token }) => ({ fingerprint, mechanisms, driver: token?.driver, serial: token?.serial, tries: token?.tries }))).toEqual([
      { fingerprint: new X509Certificate(ca.signers['education']!.certPem).fingerprint256.replaceAll(':', '').toLowerCase(), mechanisms: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'], driver: 'One', serial: serials.education, tries: 'many' },
      {
        fingerprint: new X509Certificate(ca.signers['office']!.certPem).fingerprint256.replaceAll(':', '').toLowerCase(), driver: 'Two', serial: serials.office, tries: 'many',
        mechanisms: ['rsa-pkcs1-sha256', 'rsa-pkcs1-sha384', 'rsa-pkcs1-sha512', 'rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512'],
      },
    ]);
    for (const key of keys) {
      const pin = key.token?.driver === 'One' ? pins.education : pins.office;
      for (const mechanism of key.mechanisms) {
        const items = [item('a.pdf', mechanismParts(mechanism).digest), item('b.pdf', mechanismParts(mechanism).digest)];
        const { result, questions } = await sign(desk, key, mechanism, items, () => pin);
        expect(questions.map(({ items: shown }) => shown.map(({ name, digest, size }) => ({ name, digest, size })))).toEqual([items.map(({ name, content }) => ({ name, digest: createHash('sha256').update(content).digest('hex'), size: 100 }))]);
        expect(result.ok && result.value.map(({ value }, index) => isGood(key.pem, mechanism, items[index]!.attributes, value))).toEqual([true, true]);
      }
    }
  });

  test('do not sign what does not carry the digest of what was shown, and nobody is asked for a PIN for it', async () => {
    const key = await keyOn(desk, 'Token education');
    const { result, questions } = await sign(desk, key, 'ecdsa-sha256', [item('a.pdf'), { ...item('b.pdf'), content: Buffer.from('another') }], () => pins.education);
    expect(result).toEqual({ ok: false, failure: { code: 'digestMissing', tries: null } });
    expect(questions).toEqual([]);
  });

  test('tell a person that the PIN was wrong and how it stands; what was signed before is nothing', async () => {
    const key = await keyOn(desk, 'Token office');
    const given = await sign(desk, key, 'rsa-pkcs1-sha256', [item('a.pdf')], (_question, times) => (times === 1 ? '000000' : null));
    expect(given.questions.map(({ wrong, token }) => ({ wrong, tries: token?.tries }))).toEqual([{ wrong: false, tries: 'many' }, { wrong: true, tries: 'few' }]);
    expect(given.result).toEqual({ ok: false, failure: { code: 'wrongPin', tries: 'few' } });
    // SoftHSM counts no further; the right one is the person's own act again
    const right = await sign(desk, key, 'rsa-pkcs1-sha256', [item('a.pdf')], () => pins.office);
    expect(right.questions[0]?.token?.tries).toBe('few');
    expect(right.result.ok).toBe(true);
  });

  test('are asked for one batch at a time', async () => {
    const key = await keyOn(desk, 'Token education');
    const talk = new PinTalk();
    const signs = new SignDesk({ sources: () => [desk], openPin: () => talk, look: () => ({ language: 'vi', theme: 'light' }) });
    const running = signs.run({ keyId: key.keyId, mechanism: 'ecdsa-sha256', items: [item('a.pdf')] });
    expect(await signs.run({ keyId: key.keyId, mechanism: 'ecdsa-sha256', items: [item('b.pdf')] })).toEqual({ ok: false, failure: { code: 'busy', tries: null } });
    talk.cancel();
    expect(await running).toEqual({ ok: false, failure: { code: 'cancelled', tries: null } });
  });
});

describe('a token that is pulled out in the middle', () => {
  test('leaves nothing of the batch, and is no longer there', async () => {
    const own = createSoftHsm(4);
    const label = 'Token education';
    const serial = own.addToken(label, pins.education);
    const { keyFile, certPem } = ca.signers['education']!;
    // it asks for the PIN before each signature: that is the middle
    own.addKey({ label, pin: pins.education }, { keyPem: await readFile(keyFile, 'utf8'), certificatePem: certPem, label: 'Key', id: '0a', alwaysAuthenticate: true });
    const tokens = await TokenDesk.open({
      file: join(folder, 'own.sealed'), seal: Buffer.alloc(32), policy: () => [{ name: 'Own', path: own.module }],
      startHost: () => {
        const host = forkChildHost(program, own.environment);
        hosts.push(host);
        return host;
      },
    });
    try {
      const key = await keyOn(tokens, label);
      const whole = await sign(tokens, key, 'ecdsa-sha256', [item('a.pdf'), item('b.pdf')], () => pins.education);
      expect(whole.questions.map(({ turn }) => turn)).toEqual([null, 1]);
      expect(whole.result.ok).toBe(true);
      const gone = new Promise<void>((resolve) => tokens.onChanged(resolve));
      const { result } = await sign(tokens, key, 'ecdsa-sha256', [item('a.pdf'), item('b.pdf'), item('c.pdf')], (_question, times) => {
        if (times === 2) own.removeToken(serial);
        return pins.education;
      });
      expect(result).toEqual({ ok: false, failure: { code: 'tokenGone', tries: null } });
      await gone;
      expect(await tokens.list()).toEqual([]);
      expect(await sign(tokens, key, 'ecdsa-sha256', [item('a.pdf')], () => pins.education)).toEqual({ result: { ok: false, failure: { code: 'keyGone', tries: null } }, questions: [] });
    } finally {
      tokens.close();
      own.close();
    }
  });

  test('and plugged in again is found once the drivers are started anew', async () => {
    const own = createSoftHsm(5);
    const tokens = await TokenDesk.open({ file: join(folder, 'again.sealed'), seal: Buffer.alloc(32), policy: () => [{ name: 'Own', path: own.module }], startHost: () => forkChildHost(program, own.environment) });
    try {
      expect((await tokens.drivers()).map(({ state, slots }) => [state, slots])).toEqual([['ok', 0]]);
      own.addToken('Late', '1234');
      await tokens.lookAgain();
      expect((await tokens.drivers()).map(({ state, slots }) => [state, slots])).toEqual([['ok', 1]]);
    } finally {
      tokens.close();
      own.close();
    }
  });
});

describe('a wrong PIN', () => {
  test('is one C_Login, whatever the person does next', async () => {
    Object.assign(process.env, first.environment);
    const logins: string[] = [];
    const real = new PKCS11();
    const counting = new Proxy(real, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'C_Login') logins.push(String(args[2]));
          return (value as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    }) as Cryptoki;
    const host = new HostDesk(() => counting);
    expect(await host.answer({ kind: 'open', path: first.module })).toEqual({ kind: 'done' });
    const looked = await host.answer({ kind: 'look' });
    const token = looked.kind === 'tokens' ? looked.tokens[0]! : null;
    expect(token?.serial).toBe(serials.education);
    const fingerprint = createHash('sha256').update(new X509Certificate(ca.signers.education!.certPem).raw).digest('hex');
    await host.answer({ kind: 'begin', slot: token!.slot, serial: token!.serial, id: '01', fingerprint });
    const typed = Buffer.from('999999');
    expect(await host.answer({ kind: 'login', pin: typed })).toEqual({ kind: 'refused', code: 'wrongPin', tries: 'few' });
    expect(logins).toEqual(['999999']);
    expect([...typed]).toEqual([0, 0, 0, 0, 0, 0]);
    // without the key nothing is signed, and no login is made for it
    expect(await host.answer({ kind: 'sign', mechanism: 'ecdsa-sha256', bytes: Buffer.from('x'), pin: null })).toMatchObject({ kind: 'refused' });
    // too short for this token: not sent at all
    expect(await host.answer({ kind: 'login', pin: Buffer.from('123') })).toMatchObject({ kind: 'refused', code: 'pinFormat' });
    expect(logins).toEqual(['999999']);
    expect(await host.answer({ kind: 'login', pin: Buffer.from(pins.education) })).toEqual({ kind: 'unlocked', alwaysAuthenticate: false });
    await host.answer({ kind: 'end' });
    expect(logins).toEqual(['999999', pins.education]);
    // another token in the same slot is another token
    expect(await host.answer({ kind: 'begin', slot: token!.slot, serial: 'other', id: '01', fingerprint })).toMatchObject({ kind: 'refused', code: 'tokenGone' });
    real.C_Finalize();
    real.close();
  });
});

describe('a driver', () => {
  test('that is no driver, is not there, or dies, leaves the others as they are', async () => {
    const noDriver = join(folder, 'driver.so');
    await writeFile(noDriver, 'no machine code');
    const tokens = await openDesk([{ name: 'Text', path: noDriver }, { name: 'None', path: join(folder, 'none.so') }, { name: 'One', path: first.module }]);
    try {
      expect((await tokens.drivers()).map(({ name, state, slots }) => [name, state, slots])).toEqual([['Text', 'notADriver', 0], ['None', 'notFound', 0], ['One', 'ok', 1]]);
    } finally {
      tokens.close();
    }
  });

  test('that dies in the middle of a batch leaves nothing of it, and is started again', async () => {
    const started: ChildHost[] = [];
    const tokens = await TokenDesk.open({
      file: join(folder, 'dies.sealed'), seal: Buffer.alloc(32), policy: () => [{ name: 'One', path: first.module }],
      startHost: () => {
        const host = startHost();
        started.push(host);
        return host;
      },
    });
    try {
      const key = await keyOn(tokens, 'Token education');
      const died = await sign(tokens, key, 'ecdsa-sha256', [item('a.pdf')], () => {
        process.kill(started[0]!.child.pid!, 'SIGKILL');
        return pins.education;
      });
      expect(died.result).toEqual({ ok: false, failure: { code: 'driverFailed', tries: null } });
      await tokens.lookAgain();
      expect((await sign(tokens, key, 'ecdsa-sha256', [item('a.pdf')], () => pins.education)).result.ok).toBe(true);
      expect(started.length).toBeGreaterThan(1);
    } finally {
      tokens.close();
    }
  });

  test('that hangs is ended, and whoever waits is told', async () => {
    const host = startHost();
    let ended = 0;
    const line = new HostLine(() => host, () => (ended += 1));
    expect(await line.ask({ kind: 'open', path: first.module }, null)).toEqual({ kind: 'done' });
    host.child.kill('SIGSTOP');
    const gone = new Promise((resolve) => host.child.once('exit', (_code, signal) => resolve(signal)));
    expect(await Promise.all([line.ask({ kind: 'look' }, 50), line.ask({ kind: 'look' }, null)])).toEqual(['timeout', 'timeout']);
    expect(await gone).toBe('SIGKILL');
    expect([ended, line.isOpen, await line.ask({ kind: 'look' }, null)]).toEqual([1, false, 'gone']);
  });

  test('that a person chose is kept under seal and tried first; the office\'s own are not taken away', async () => {
    const file = join(folder, 'chosen.sealed');
    const open = (): Promise<TokenDesk> => TokenDesk.open({ file, seal: Buffer.alloc(32, 1), policy: () => [{ name: 'Two', path: second.module }], startHost });
    const tokens = await open();
    const noDriver = join(folder, 'chosen.so');
    await writeFile(noDriver, 'no machine code');
    expect(await tokens.add('Text', noDriver)).toEqual({ ok: false, failure: { code: 'notADriver' } });
    expect(await tokens.add('Two', first.module)).toEqual({ ok: false, failure: { code: 'alreadyThere' } });
    expect(await tokens.add('Other', second.module)).toEqual({ ok: false, failure: { code: 'alreadyThere' } });
    expect(await tokens.add('Mine', first.module)).toEqual({ ok: true, value: null });
    tokens.close();
    expect((await readFile(file)).includes('libsofthsm')).toBe(false);
    const later = await open();
    try {
      await later.remove('Two');
      expect((await later.drivers()).map(({ name, source, slots }) => [name, source, slots])).toEqual([['Two', 'policy', 1], ['Mine', 'person', 1]]);
      await later.remove('Mine');
      expect((await later.drivers()).map(({ name }) => name)).toEqual(['Two']);
    } finally {
      later.close();
    }
  });
});
