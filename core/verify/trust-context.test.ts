import { expect, test } from 'vitest';
import type { IsoTime } from '../model/ids';
import type { Policy } from '../model/policy';
import { openTrust, trustFromPolicy } from './trust-context';

const policy: Policy = {
  trustAnchors: [{ pem: 'not a certificate', source: 'nhập tay' }],
  crls: ['not a list'],
  intermediates: ['-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----'],
  officialDomains: [],
  freeDomains: [],
  receipts: { arrivalNotice: null, displayedMdn: null, whenBcc: 'ask', withoutClaim: 'ask', perSenderHour: 30, perAccountHour: 200 },
  algorithms: { weakDigests: ['sha1'], minRsaBits: 2048, minEcBits: 256 },
  revocationMaxAgeHours: 24,
  arrivalProvesTime: true,
  tlsAnchors: [],
  allowPlainConnection: false,
  administratorKey: null,
};
const time = '2026-06-01T00:00:00.000Z' as IsoTime;

test('what cannot be read is not relied on, and is no error', async () => {
  expect(await openTrust(trustFromPolicy(policy, time, 'arrival'))).toEqual({ anchors: [], intermediates: [], crls: [] });
});

test('a policy is opened once, however many letters it judges', () => {
  expect(trustFromPolicy(policy, time, 'arrival').anchors).toBe(trustFromPolicy(policy, time, 'now').anchors);
});
