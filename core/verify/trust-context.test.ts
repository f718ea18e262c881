import { expect, test } from 'vitest';
import type { IsoTime } from '../model/ids';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';

const trust: TrustContext = {
  anchors: ['not a certificate'],
  intermediates: ['-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----'],
  crls: ['not a list', '', 'MAMCAQE='],
  algorithms: { weakDigests: ['sha1'], minRsaBits: 2048, minEcBits: 256 },
  revocationMaxAgeHours: 24,
  judgedAt: '2026-06-01T00:00:00.000Z' as IsoTime,
  judgedBy: 'arrival',
};

test('what cannot be read is not relied on, and is no error', async () => {
  expect(await openTrust(trust)).toEqual({ anchors: [], intermediates: [], crls: [], ocsps: [] });
});
