import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountId, DraftId } from '../../../core/model/ids';
import { newDraft } from '../../../core/outgoing/new-draft';
import { emptyDirectory } from '../../../core/directory/directory-index';
import { checkSigner, type SignerQuestion } from '../../../core/verify/check-signer';
import { trustIn } from '../../../core/verify/fixtures/trust-in';
import { createTestCa, type TestCa } from '../../../scripts/test-ca.mjs';
import { sealEntity } from './seal-entity';
import type { SendingHands } from './send-draft';

let folder = '';
let ca: TestCa;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-seal-'));
  ca = createTestCa(folder, { units: [{ id: 'office', name: 'Sở Nội vụ (mẫu)', address: 'vanthu@sonoivu.mau.example', key: 'ec' }] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([['vanthu@sonoivu.mau.example', 'signing:failure.cancelled'], ['khac@sonoivu.mau.example', 'signer-check:finding.otherAddress']])('a letter from %s with the certificate of vanthu@sonoivu.mau.example ends with %s', async (address, text) => {
  const asked: string[] = [];
  const trust = trustIn(ca);
  const accountId = '4'.repeat(16) as AccountId;
  const bridge = {
    ask: async (name: string) => {
      asked.push(name);
      return name === 'key.list' ? [{ keyId: 'file:x', pem: ca.signers['office']?.certPem ?? '', mechanisms: ['ecdsa-sha256'] }] : { ok: false, failure: { code: 'cancelled', tries: null } };
    },
  };
  const work = {
    ask: async (name: string, pem: string, question: SignerQuestion) => (name === 'checkSigner' ? checkSigner({ pem }, { ...question, directory: emptyDirectory }) : { handle: 1, content: Uint8Array.of(1), attributes: Uint8Array.of(1) }),
  };
  const state = { accounts: [{ accountId, address }], keys: [], importedAnchors: [], policy: { trustAnchors: trust.anchors.map((pem) => ({ pem })), intermediates: trust.intermediates, crls: trust.crls, algorithms: trust.algorithms, revocationMaxAgeHours: trust.revocationMaxAgeHours } };
  const hands = { bridge, work, state, readersOf: async () => new Map() } as unknown as SendingHands;
  const sealed = await sealEntity(hands, { ...newDraft('3'.repeat(16) as DraftId, accountId), signWith: 'file:x' }, Uint8Array.of(1));
  expect(sealed).toMatchObject({ ok: false, failure: { text } });
  // the person is not even asked where it cannot be right
  expect(asked.includes('sign.run')).toBe(text === 'signing:failure.cancelled');
});
