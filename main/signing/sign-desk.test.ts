import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fail, ok } from '../../core/base/result';
import type { OwnKey } from '../../core/model/evidence';
import type { SignFailure, SigningKey, TriesLeft } from '../../core/model/signing';
import { pemBlocks } from '../../core/pki/pem';
import { attribute } from '../../core/pki/sign-cms';
import { octets, set } from '../../core/pki/write-der';
import { OwnKeys } from '../keys/own-keys';
import { fileKeySource } from './file-key-source';
import { PinTalk } from './pin-talk';
import { SignDesk } from './sign-desk';
import type { KeySource } from './signing-batch';

let folder = '';
let source: KeySource;
let own: OwnKey;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-sign-'));
  const file = join(folder, 'key.pem');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const pem = execFileSync('openssl', ['req', '-x509', '-new', '-key', file, '-subj', '/CN=Don vi (mau)', '-days', '30'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const fingerprint = createHash('sha256').update(pemBlocks(pem, ['CERTIFICATE'])[0] ?? '').digest('hex');
  own = { fingerprint, pem, holder: 'Đơn vị (mẫu)', addedBy: '' };
  const keys = await OwnKeys.open(join(folder, 'keys'), randomBytes(32), [], true);
  await keys.keep({ pkcs8: new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })), pem, fingerprint });
  source = fileKeySource(keys, () => [own]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const look = () => ({ language: 'vi', theme: 'light' }) as const;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const item = (name: string) => {
  const content = randomBytes(50);
  return { name, content, attributes: set(attribute('1.2.840.113549.1.9.4', octets(sha256(content)))) };
};

/** Until the desk has a question for the person. */
async function asked(talk: PinTalk): Promise<NonNullable<PinTalk['current']>> {
  while (talk.current === null) await new Promise(setImmediate);
  return talk.current;
}

/** A token that says what it is told to, and notes each PIN that it got. */
function scripted(tries: TriesLeft, answers: readonly (SignFailure | null)[]): { readonly source: KeySource; readonly sent: string[]; readonly closed: number[]; readonly key: SigningKey } {
  const sent: string[] = [];
  const closed: number[] = [];
  const token = { driver: 'D', label: 'T', serial: '1', manufacturer: '', tries, pinPad: false, pinLength: { min: 4, max: 8 } };
  const key: SigningKey = { keyId: 'token:D/1/x', fingerprint: 'x', pem: '', holder: 'Đơn vị', mechanisms: ['ecdsa-sha256'], token, alwaysAuthenticate: false };
  return {
    sent, closed, key,
    source: {
      list: async () => [key],
      begin: async (keyId) => (keyId !== key.keyId ? null : ok({
        key,
        unlock: async (pin) => {
          sent.push(Buffer.from(pin ?? []).toString());
          const answer = answers[sent.length - 1] ?? null;
          return answer === null ? ok(null) : fail(answer);
        },
        sign: async () => ok(Buffer.from('value')),
        abort: () => undefined,
        close: async () => void closed.push(1),
      })),
    },
  };
}

describe('a key of a file', () => {
  test('signs every item after one word of the person, who saw names and digests', async () => {
    const [key] = await source.list();
    expect(key).toMatchObject({ keyId: `file:${own.fingerprint}`, holder: 'Đơn vị (mẫu)', token: null, mechanisms: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'] });
    const talk = new PinTalk();
    const items = [item('a.pdf'), item('b.pdf')];
    const running = new SignDesk({ sources: () => [source], openPin: () => talk, look }).run({ keyId: key!.keyId, mechanism: 'ecdsa-sha256', items });
    const question = await asked(talk);
    expect(question.items).toEqual(items.map(({ name, content }) => ({ name, digest: sha256(content).toString('hex'), size: 50 })));
    await talk.answer(null, false);
    const result = await running;
    expect(result.ok && result.value.map(({ value, digest }, index) => [digest, verify('sha256', items[index]!.attributes, publicKey, value)])).toEqual(items.map(({ content }) => [sha256(content).toString('hex'), true]));
  });

  test('signs nothing where the person closes the window, or the key is of another kind or gone', async () => {
    const talk = new PinTalk();
    const desk = new SignDesk({ sources: () => [source], openPin: () => talk, look });
    const running = desk.run({ keyId: `file:${own.fingerprint}`, mechanism: 'ecdsa-sha256', items: [item('a.pdf')] });
    await asked(talk);
    talk.cancel();
    expect(await running).toEqual({ ok: false, failure: { code: 'cancelled', tries: null } });
    expect(await desk.run({ keyId: `file:${own.fingerprint}`, mechanism: 'rsa-pkcs1-sha256', items: [item('a.pdf')] })).toMatchObject({ failure: { code: 'mechanism' } });
    expect(await desk.run({ keyId: 'file:0', mechanism: 'ecdsa-sha256', items: [item('a.pdf')] })).toMatchObject({ failure: { code: 'keyGone' } });
    expect(await desk.run({ keyId: 'card:0', mechanism: 'ecdsa-sha256', items: [item('a.pdf')] })).toMatchObject({ failure: { code: 'keyGone' } });
  });
});

describe('a PIN', () => {
  const run = (given: ReturnType<typeof scripted>, talk: PinTalk) => new SignDesk({ sources: () => [given.source], openPin: () => talk, look }).run({ keyId: given.key.keyId, mechanism: 'ecdsa-sha256', items: [item('a.pdf')] });

  test('is not asked for where the token is locked', async () => {
    const given = scripted('locked', []);
    let opened = 0;
    const desk = new SignDesk({ sources: () => [given.source], openPin: () => ((opened += 1), new PinTalk()), look });
    expect(await desk.run({ keyId: given.key.keyId, mechanism: 'ecdsa-sha256', items: [item('a.pdf')] })).toEqual({ ok: false, failure: { code: 'pinLocked', tries: 'locked' } });
    expect([opened, given.sent, given.closed]).toEqual([0, [], [1]]);
  });

  test('that may be the last one goes to the token only with the person\'s word that he knows', async () => {
    const given = scripted('last', [null]);
    const talk = new PinTalk();
    const running = run(given, talk);
    await asked(talk);
    await talk.answer(Buffer.from('1234'), false);
    expect([(await asked(talk)).wrong, given.sent]).toEqual([false, []]);
    await talk.answer(Buffer.from('1234'), true);
    expect([(await running).ok, given.sent]).toEqual([true, ['1234']]);
  });

  test('that was wrong is never sent again; the next one is the person\'s own act', async () => {
    const given = scripted('many', [{ code: 'wrongPin', tries: 'few' }, { code: 'wrongPin', tries: 'last' }, null]);
    const talk = new PinTalk();
    const running = run(given, talk);
    await asked(talk);
    await talk.answer(Buffer.from('1111'), false);
    expect(await asked(talk)).toMatchObject({ wrong: true, token: { tries: 'few' } });
    expect(given.sent).toEqual(['1111']);
    await talk.answer(Buffer.from('2222'), false);
    expect(await asked(talk)).toMatchObject({ wrong: true, token: { tries: 'last' } });
    talk.cancel();
    expect(await running).toEqual({ ok: false, failure: { code: 'wrongPin', tries: 'last' } });
    expect([given.sent, given.closed]).toEqual([['1111', '2222'], [1]]);
  });

  test('answered twice is taken once', async () => {
    const given = scripted('many', [null]);
    const talk = new PinTalk();
    const running = run(given, talk);
    await asked(talk);
    const [first, second] = [Buffer.from('1111'), Buffer.from('2222')];
    await Promise.all([talk.answer(first, false), talk.answer(second, false)]);
    expect((await running).ok).toBe(true);
    // neither is left in memory
    expect([...first, ...second].every((byte) => byte === 0)).toBe(true);
    expect(given.sent).toEqual(['1111']);
  });
});

describe('a page that was taken over', () => {
  test('cannot write a name that looks like another, nor more than one line', async () => {
    const talk = new PinTalk();
    const running = new SignDesk({ sources: () => [source], openPin: () => talk, look }).run({ keyId: `file:${own.fingerprint}`, mechanism: 'ecdsa-sha256', items: [{ ...item(''), name: 'cv\u202efdp.\u2028exe\u0007' }] });
    expect((await asked(talk)).items[0]?.name).toBe('cvfdp. exe');
    talk.cancel();
    await running;
  });

  test('gets nothing signed under the digest of something else', async () => {
    let opened = 0;
    const desk = new SignDesk({ sources: () => [source], openPin: () => ((opened += 1), new PinTalk()), look });
    const [shown, meant] = [Buffer.from('what the person sees'), Buffer.from('what is meant to be signed')];
    const attributes = set(attribute('1.2.840.113549.1.9.4', octets(sha256(meant))), attribute('1.2.3.4', octets(sha256(shown))));
    expect(await desk.run({ keyId: `file:${own.fingerprint}`, mechanism: 'ecdsa-sha256', items: [{ name: 'a.pdf', content: shown, attributes }] })).toMatchObject({ failure: { code: 'digestMissing' } });
    expect(opened).toBe(0);
  });
});
