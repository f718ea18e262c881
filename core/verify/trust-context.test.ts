import { expect, test } from 'vitest';
import type { IsoTime } from '../model/ids';
import { int, oid, seq, set, tagged } from '../pki/write-der';
import { makeAnswer, makeList, noon, rootOf } from '../pki/fixtures/made-pki';
import { oids } from '../pki/oids';
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

test('what was fetched is opened as it came: a bag of certificates, lists and answers as bytes', async () => {
  const [one, other] = [await rootOf('One'), await rootOf('Other')];
  const bag = seq(oid(oids.signedData), tagged(0, seq(int(1), set(), seq(oid(oids.data)), tagged(0, one.der, other.der), set())));
  const answer = await makeAnswer({ about: one, issuer: one, responder: one, at: noon });
  const opened = await openTrust({ ...trust, intermediates: [bag, one.der], crls: [await makeList(one, { at: noon })], ocsps: [answer, one.der] });
  expect(opened.intermediates.map(({ subject }) => subject.text)).toEqual(['CN=One', 'CN=Other', 'CN=One']);
  expect(opened.crls).toHaveLength(1);
  expect(opened.ocsps).toHaveLength(1);
});
