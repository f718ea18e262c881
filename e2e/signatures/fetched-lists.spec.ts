import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '../../core/model/policy';
import { startPublicKeyServer } from '../../scripts/servers/public-key-server';
import { addService, createTestCa, renewCrls } from '../../scripts/test-ca.mjs';
import { expect, test } from '../fixtures/app-test';
import { official, signed } from '../fixtures/letters';
import { ask, connect, rows, settled } from '../pages/bridge';

test('a verdict that lacks a revocation list becomes sure when the authority can be reached, and rests on what was fetched from then on', async ({ launch, office, place }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-e2e-lists-'));
  const server = await startPublicKeyServer();
  try {
    const ca = createTestCa(join(folder, 'ca'), { units: [{ id: 'unit1', name: 'Sở Nội vụ (mẫu)', address: 'unit1@so.gov.vn' }], accessUrl: server.url });
    const policyFile = office.writePolicy(place);
    const policy = JSON.parse(readFileSync(policyFile, 'utf8')) as Policy;
    writeFileSync(policyFile, JSON.stringify({ ...policy, crls: [], trustAnchors: [{ pem: ca.rootPem, source: 'Thử nghiệm' }], revocation: { fetch: 'automatic', privateHosts: ['127.0.0.1'] } }));
    server.refuse(503);
    const app = await launch({ policyFile });
    const page = await app.mainWindow();
    await connect(page, office);
    await office.deliver(signed(ca, 'unit1', official({ id: 'list-1', from: 'unit1@so.gov.vn', number: '1/SNV-VP', topic: 'một việc' })), 'unit1@so.gov.vn');
    await settled(page, 1);
    const judged = async () => (await rows(page)).map(({ verdict, reason }) => `${verdict} ${reason}`);
    await expect.poll(judged).toEqual(['indeterminate revocationUnknown']);
    // it was asked for by itself, in vain, and that is named
    await expect.poll(async () => (await ask(page, 'evidence.status', {})).failures).toEqual([{ host: '127.0.0.1', code: 'status' }]);

    renewCrls(ca, { from: new Date(Date.now() + 1000) });
    server.serve({ ca, responders: [addService(ca, 'ocsp'), addService(ca, 'ocsp', { authority: 'root' })] });
    server.refuse(null);
    await expect.poll(async () => {
      await ask(page, 'evidence.refresh', { letterId: null });
      return judged();
    }, { intervals: [500], timeout: 30_000 }).toEqual(['passed valid']);

    // what was fetched is kept: after a restart nobody has to be asked
    await app.close();
    await server.close();
    const again = await launch({ policyFile });
    const later = await again.mainWindow();
    await settled(later, 1);
    expect((await rows(later)).map(({ verdict }) => verdict)).toEqual(['passed']);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
