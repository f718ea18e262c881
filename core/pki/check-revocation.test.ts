import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkPathRevocation } from './check-revocation';
import type { RevocationOutcome } from './check-revocation';
import { hexOf } from './der';
import { access, asAuthority, certify, days, holder, keyUsage, listAt, makeAnswer, makeList, nameOf, noCheck, noon, purposes, rootOf } from './fixtures/made-pki';
import type { AnswerOrder, Made } from './fixtures/made-pki';
import { seq, time } from './write-der';
import { ocspRequest } from './ocsp-request';
import { oids } from './oids';
import { readCrlDer } from './read-crl';
import type { RevocationList } from './read-crl';
import { readOcsp } from './read-ocsp';
import type { OcspAnswer } from './read-ocsp';

let root: Made;
let leaf: Made;
let responder: Made;
const proven = { at: noon, notBefore: noon };

beforeAll(async () => {
  root = await rootOf('Root');
  leaf = await certify(await holder('Leaf'), root, [access('http://ocsp.mau.example/', null)]);
  responder = await certify(await holder('Responder'), root, [purposes([oids.ocspSigning]), noCheck]);
});

async function list(der: Promise<Uint8Array>): Promise<RevocationList> {
  const read = readCrlDer(await der);
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

async function answer(order: Partial<AnswerOrder> = {}): Promise<OcspAnswer> {
  const read = await readOcsp(await makeAnswer({ about: leaf, issuer: root, responder: root, at: days(1), ...order }));
  if (!read.ok) throw new Error(read.failure);
  return read.value;
}

interface Asked {
  readonly lists?: readonly RevocationList[];
  readonly answers?: readonly OcspAnswer[];
  readonly certificate?: Made;
  readonly others?: readonly Made[];
  readonly rules?: { readonly at: number; readonly notBefore: number };
}

function ask({ lists = [], answers = [], certificate = leaf, others = [], rules = proven }: Asked): Promise<RevocationOutcome> {
  const path = [certificate.certificate, root.certificate];
  return checkPathRevocation(path, { lists, answers }, { anchors: [root.certificate], others: others.map((made) => made.certificate) }, rules);
}

async function kindOf(asked: Asked): Promise<string> {
  return (await ask(asked)).kind;
}

describe('an OCSP answer', () => {
  test('of the issuer itself counts, whether it names itself by key or by name, in SHA-1 or SHA-256, bare or in its envelope', async () => {
    for (const by of ['key', 'name'] as const) {
      for (const digest of ['sha1', 'sha256'] as const) {
        for (const bare of [true, false]) {
          expect(await ask({ answers: [await answer({ by, digest, bare })] })).toMatchObject({ kind: 'good', by: 'ocsp', listAt: days(1) });
        }
      }
    }
  });

  test('of a responder the issuer certified for it counts', async () => {
    expect(await kindOf({ answers: [await answer({ responder, certificates: [responder] })] })).toBe('good');
    expect(await kindOf({ answers: [await answer({ responder, by: 'name' })], others: [responder] })).toBe('good');
  });

  test('of anybody else proves nothing', async () => {
    const stranger = await rootOf('Root');
    const foreign = await certify(await holder('Responder'), stranger, [purposes([oids.ocspSigning]), noCheck]);
    const signerOnly = await certify(await holder('Responder'), root, [noCheck]);
    const anyPurpose = await certify(await holder('Responder'), root, [purposes([oids.anyExtendedKeyUsage]), noCheck]);
    const between = await certify(await holder('Between'), root, asAuthority);
    const indirect = await certify(await holder('Responder'), between, [purposes([oids.ocspSigning]), noCheck]);
    const cannotSign = await certify(await holder('Responder'), root, [purposes([oids.ocspSigning]), keyUsage(0x06, 1), noCheck]);
    const ended = await certify(await holder('Responder'), root, [purposes([oids.ocspSigning]), noCheck], { to: days(0) });
    for (const wrong of [stranger, foreign, signerOnly, anyPurpose, indirect, cannotSign, ended, leaf]) {
      for (const by of ['key', 'name'] as const) {
        expect(await kindOf({ answers: [await answer({ responder: wrong, by, certificates: [wrong] })], others: [between, wrong] })).toBe('unknown');
      }
    }
  });

  test('that names another responder than the one who signed it, or one certified under another name of the issuer’s key, proves nothing', async () => {
    for (const by of ['key', 'name'] as const) expect(await kindOf({ answers: [await answer({ naming: responder, by, certificates: [responder] })] })).toBe('unknown');
    const renamed = await certify(await holder('Another name', root.keys), root, asAuthority);
    const delegate = await certify(await holder('Responder'), renamed, [purposes([oids.ocspSigning]), noCheck]);
    expect(await kindOf({ answers: [await answer({ responder: delegate, certificates: [delegate] })], others: [renamed] })).toBe('unknown');
  });

  test('about another certificate, or one of the same number by another issuer, says nothing', async () => {
    const other = await certify(await holder('Other'), root);
    const stranger = await rootOf('Root');
    const otherName = await certify(await holder('Another name', root.keys), root, asAuthority);
    expect(await kindOf({ answers: [await answer({ about: other })] })).toBe('unknown');
    expect(await kindOf({ answers: [await answer({ issuer: stranger })] })).toBe('unknown');
    expect(await kindOf({ answers: [await answer({ issuer: otherName })] })).toBe('unknown');
  });

  test('with a changed byte in what is signed says nothing', async () => {
    const der = await makeAnswer({ about: leaf, issuer: root, responder: root, at: days(1), status: { on: days(-1) } });
    const changed = Uint8Array.from(der);
    const at = Buffer.from(der).indexOf(Buffer.from(time(days(-1))));
    changed[at + 5] = 0x30 + ((((changed[at + 5] ?? 0) - 0x30) + 1) % 10);
    const read = await readOcsp(changed);
    expect(read.ok && (await kindOf({ answers: [read.value] }))).toBe('unknown');
  });

  test('of "unknown" is no answer', async () => {
    expect(await kindOf({ answers: [await answer({ status: 'unknown' })] })).toBe('unknown');
  });

  test('made before the proven time says nothing about it', async () => {
    expect(await ask({ answers: [await answer({ at: days(-1), next: days(5) })] })).toMatchObject({ kind: 'stale', by: 'ocsp', listAt: days(-1) });
  });

  test('counts until its own nextUpdate where the question is asked for now, and without one only if policy names an age', async () => {
    const now = { at: noon, notBefore: Number.NEGATIVE_INFINITY };
    expect(await kindOf({ answers: [await answer({ at: days(-1), next: days(1) })], rules: now })).toBe('good');
    expect(await kindOf({ answers: [await answer({ at: days(-3), next: days(-1) })], rules: now })).toBe('stale');
    expect(await kindOf({ answers: [await answer({ at: days(-1), next: null })], rules: now })).toBe('stale');
    expect(await kindOf({ answers: [await answer({ at: days(-1), next: null })], rules: { at: noon, notBefore: days(-2) } })).toBe('good');
  });

  test('tells of a revocation with its time and reason, however old it is', async () => {
    const revoked = await answer({ at: days(-2), next: days(-1), status: { on: days(-5), reason: 'keyCompromise' } });
    expect(await ask({ answers: [revoked] })).toMatchObject({ kind: 'revoked', revokedAt: days(-5), reason: 'keyCompromise', by: 'ocsp', authority: false });
  });

  test('of a revocation after the proven time leaves the certificate good before', async () => {
    expect(await kindOf({ answers: [await answer({ at: days(9), status: { on: days(4) } })] })).toBe('good');
  });

  test('of a responder that may be revoked itself needs the word of another about it', async () => {
    const checked = await certify(await holder('Responder'), root, [purposes([oids.ocspSigning])]);
    const own = await answer({ responder: checked, certificates: [checked] });
    const aboutItself = await answer({ about: checked, responder: checked, certificates: [checked] });
    const aboutIt = await answer({ about: checked, responder: root });
    const againstIt = await answer({ about: checked, responder: root, status: { on: days(-5) } });
    expect(await kindOf({ answers: [own] })).toBe('unknown');
    expect(await kindOf({ answers: [own, aboutItself] })).toBe('unknown');
    expect(await kindOf({ answers: [own, aboutIt] })).toBe('good');
    expect(await kindOf({ answers: [own, againstIt] })).toBe('unknown');
  });

  test('without an answer in it, or of broken bytes, is no answer', async () => {
    expect(await readOcsp(seq(Uint8Array.of(10, 1, 6)))).toEqual({ ok: false, failure: 'noAnswer' });
    const der = await makeAnswer({ about: leaf, issuer: root, responder: root, at: noon });
    expect(await readOcsp(der.subarray(0, -1))).toEqual({ ok: false, failure: 'malformed' });
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Uint8Array.from(der);
        changed[at] = ((changed[at] ?? 0) + by) & 0xff;
        const read = await readOcsp(changed);
        if (read.ok) expect(['unknown', 'good', 'stale']).toContain(await kindOf({ answers: [read.value] }));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a certificate that has expired', () => {
  const rules = { at: days(-20), notBefore: days(-20) };
  let old: Made;
  beforeAll(async () => {
    old = await certify(await holder('Old'), root, [], { to: days(-10) });
  });

  test('may be missing from a list of after that, which then proves nothing unless it says that it keeps such ones', async () => {
    const keeps = (since: number) => [{ oid: oids.expiredCertsOnCrl, value: time(since) }];
    expect(await ask({ certificate: old, rules, lists: [await list(makeList(root, { at: days(-5) }))] })).toMatchObject({ kind: 'unknown', afterExpiry: true });
    expect(await kindOf({ certificate: old, rules, lists: [await list(makeList(root, { at: days(-5), extensions: keeps(days(-11)) }))] })).toBe('good');
    expect(await kindOf({ certificate: old, rules, lists: [await list(makeList(root, { at: days(-5), extensions: keeps(days(-9)) }))] })).toBe('unknown');
    expect(await kindOf({ certificate: old, rules, lists: [await list(makeList(root, { at: days(-15) }))] })).toBe('good');
  });

  test('may be forgotten by a responder unless it names an archive cutoff before', async () => {
    const late = { about: old, at: days(-5) };
    expect(await ask({ certificate: old, rules, answers: [await answer(late)] })).toMatchObject({ kind: 'unknown', afterExpiry: true });
    expect(await kindOf({ certificate: old, rules, answers: [await answer({ ...late, archiveCutoff: days(-11) })] })).toBe('good');
    expect(await kindOf({ certificate: old, rules, answers: [await answer({ ...late, archiveCutoff: days(-9) })] })).toBe('unknown');
  });

  test('that still stands on such a list was revoked when it says', async () => {
    const later = await list(makeList(root, { at: days(-5), revoked: [{ serial: old.serial, on: days(-15) }] }));
    const earlier = await list(makeList(root, { at: days(-5), revoked: [{ serial: old.serial, on: days(-25) }] }));
    expect(await kindOf({ certificate: old, rules, lists: [later] })).toBe('good');
    expect(await kindOf({ certificate: old, rules, lists: [earlier] })).toBe('revoked');
  });
});

describe('a hold', () => {
  const held = { on: days(-1), reason: 'certificateHold' } as const;

  test('stands until something later says otherwise, by list or by answer', async () => {
    const first = await list(makeList(root, { at: days(1), revoked: [{ serial: leaf.serial, ...held }] }));
    const lifted = await list(makeList(root, { at: days(2) }));
    expect(await ask({ lists: [first] })).toMatchObject({ kind: 'held', revokedAt: days(-1), reason: 'certificateHold' });
    expect(await kindOf({ lists: [first, lifted] })).toBe('good');
    expect(await kindOf({ lists: [lifted, first] })).toBe('good');
    expect(await kindOf({ lists: [first], answers: [await answer({ at: days(2) })] })).toBe('good');
    expect(await kindOf({ lists: [lifted], answers: [await answer({ at: days(3), status: held })] })).toBe('held');
    const tooOld = await list(makeList(root, { at: days(-1) }));
    expect(await kindOf({ lists: [tooOld], answers: [await answer({ at: days(-2), status: { ...held, on: days(-3) } })] })).toBe('stale');
  });

  test('does not lift a revocation', async () => {
    const gone = await list(makeList(root, { at: days(1), revoked: [{ serial: leaf.serial, on: days(-1), reason: 'keyCompromise' }] }));
    expect(await kindOf({ lists: [gone], answers: [await answer({ at: days(2) })] })).toBe('revoked');
  });
});

test('of a list and an answer the one made later counts', async () => {
  const crl = await list(makeList(root, { at: days(2) }));
  expect(await ask({ lists: [crl], answers: [await answer({ at: days(1) })] })).toMatchObject({ kind: 'good', by: 'crl', listAt: days(2) });
  expect(await ask({ lists: [crl], answers: [await answer({ at: days(3) })] })).toMatchObject({ kind: 'good', by: 'ocsp', listAt: days(3) });
  expect(await ask({ lists: [await list(makeList(root, { at: days(-1) }))], answers: [await answer({ at: days(3) })] })).toMatchObject({ kind: 'good', by: 'ocsp' });
});

test('what is not established is named with its issuer, and what was relied on is told', async () => {
  const crl = await list(makeList(root, { at: days(2) }));
  const undecided = await ask({});
  expect(undecided.undecided).toEqual([{ certificate: leaf.certificate, issuer: root.certificate }]);
  const good = await ask({ lists: [crl] });
  expect(good.undecided).toEqual([]);
  expect(good.used).toContain(crl.der);
});

test('the order of lists and answers never changes what is said', async () => {
  const lists = await Promise.all([
    list(makeList(root, { at: days(1), revoked: [{ serial: leaf.serial, on: days(-1), reason: 'certificateHold' }] })),
    list(makeList(root, { at: days(2) })),
    list(makeList(root, { at: days(-3) })),
    list(makeList(root, { at: days(3), revoked: [{ serial: leaf.serial, on: days(1) }] })),
    list(makeList(root, { at: days(4), revoked: [{ serial: leaf.serial, on: days(-4) }] })),
    list(makeList(root, { at: days(5), revoked: [{ serial: leaf.serial, on: days(-3) }] })),
    list(makeList(root, { at: days(5), revoked: [{ serial: leaf.serial, on: days(-4), reason: 'superseded' }] })),
    list(makeList(root, { at: days(5), revoked: [{ serial: leaf.serial, on: days(-4), reason: 'keyCompromise' }] })),
  ]);
  const answers = await Promise.all([answer({ at: days(-1) }), answer({ at: days(1) }), answer({ at: days(2), status: { on: days(-2), reason: 'certificateHold' } }), answer({ at: days(3), status: 'unknown' }), answer({ at: days(5), status: { on: days(-5), reason: 'superseded' } }), answer({ at: days(5), status: { on: days(-5), reason: 'keyCompromise' } })]);
  const subset = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items]);
  await fc.assert(
    fc.asyncProperty(subset(lists), subset(answers), fc.integer(), async (someLists, someAnswers, seed) => {
      const turn = <Item>(items: readonly Item[]): readonly Item[] => [...items].map((item, index) => ({ item, key: Math.sin(seed + index) })).sort((left, right) => left.key - right.key).map(({ item }) => item);
      expect(await ask({ lists: turn(someLists), answers: turn(someAnswers) })).toEqual(await ask({ lists: someLists, answers: someAnswers }));
    }),
    { numRuns: 60 },
  );
});

describe('a cRLIssuer that differs from the issuer by the form of a dash', () => {
  test('still leads to the issuer’s own list', async () => {
    const self = await holder('National Root - Token');
    const national = await certify(self, self, asAuthority);
    const dashed = nameOf('National Root – Token');
    const below = await certify(await holder('Agency'), national, [listAt('http://crl.mau.example/token.crl', dashed)]);
    const check = async (der: Uint8Array): Promise<string> => {
      const path = [below.certificate, national.certificate];
      return (await checkPathRevocation(path, { lists: [await list(Promise.resolve(der))], answers: [] }, { anchors: [national.certificate], others: [] }, proven)).kind;
    };
    const revoked = [{ serial: below.serial, on: days(-1) }];
    expect(await check(await makeList(national, { at: days(1) }))).toBe('good');
    expect(await check(await makeList(national, { at: days(1), name: dashed }))).toBe('good');
    expect(await check(await makeList(national, { at: days(1), revoked }))).toBe('revoked');
    expect(await check(await makeList(national, { at: days(1), name: dashed, revoked }))).toBe('revoked');
  });

  test('is no name for others: the list has to be signed by the issuer’s key', async () => {
    const self = await holder('National Root - Token');
    const national = await certify(self, self, asAuthority);
    const dashed = nameOf('National Root – Token');
    const below = await certify(await holder('Agency'), national, [listAt(null, dashed)]);
    const imitator = await certify(await holder('National Root – Token'), national, asAuthority);
    const lists = [await list(makeList(imitator, { at: days(1) })), await list(makeList(await holder('National Root - Token'), { at: days(1) }))];
    const pool = { anchors: [national.certificate], others: [imitator.certificate] };
    expect((await checkPathRevocation([below.certificate, national.certificate], { lists, answers: [] }, pool, proven)).kind).toBe('unknown');
  });
});

test('the request asks by SHA-1 and without nonce, so that one prepared answer serves', async () => {
  const request = Buffer.from(await ocspRequest(leaf.certificate, root.certificate));
  const id = await makeAnswer({ about: leaf, issuer: root, responder: root, at: noon });
  const nameHash = new Uint8Array(await crypto.subtle.digest('SHA-1', new Uint8Array(root.name)));
  expect(hexOf(request)).toContain(hexOf(nameHash));
  // the CertID of the answer stands in the request byte for byte
  const certId = Buffer.from(id).subarray(Buffer.from(id).indexOf(Buffer.from(nameHash)) - 2).subarray(0, 2 + 20 + 22);
  expect(request.includes(certId)).toBe(true);
});
