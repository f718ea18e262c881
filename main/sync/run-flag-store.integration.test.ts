import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Location } from '../../core/model/letter';
import { plainLetters } from '../../scripts/desk/test-desk';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { openInbox, type FolderConnection, type OpenFolder } from './folder-connection';
import { claimKeyword, readKeywords } from './run-flag-store';

let server: MailServer;
const open: FolderConnection[] = [];

async function connect(): Promise<FolderConnection> {
  const connection = await openInbox(
    { server: { host: 'localhost', port: server.imapsPort, encryption: 'tls' }, user: 'clerk', password: 'test', trust: { anchors: [server.caPem], acceptedFingerprint: null } },
    new AbortController().signal,
  );
  open.push(connection);
  return connection;
}

async function desk(): Promise<OpenFolder> {
  const { selected } = await connect();
  if (!selected) throw new Error('INBOX is not selected');
  return selected;
}

const at = ({ uidValidity }: OpenFolder, uid: number): Location => ({ folder: 'INBOX', uidValidity, uid });

beforeAll(async () => {
  server = await startMailServer({ users: ['clerk'] });
  await server.appendMany('clerk', 'INBOX', plainLetters(40));
});
afterAll(async () => {
  await Promise.all(open.map((connection) => connection.close()));
  await server.stop();
});

describe('claiming a letter', () => {
  it('of several desks at the same moment exactly one succeeds, letter after letter', async () => {
    const desks = await Promise.all([desk(), desk(), desk()]);
    for (let uid = 1; uid <= 20; uid++) {
      const outcomes = await Promise.all(desks.map((connection) => claimKeyword(connection, at(connection, uid), '$MDNSent')));
      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(2);
    }
    expect((await server.messages('clerk')).filter(({ flags }) => flags.includes('$MDNSent'))).toHaveLength(20);
  });

  it('of desks that would answer in different ways exactly one succeeds as well', async () => {
    const [one, other] = await Promise.all([desk(), desk()]);
    for (let uid = 21; uid <= 24; uid++) {
      const outcomes = await Promise.all([
        claimKeyword(one, at(one, uid), '$MDNSent', ['$VanThuArrival']), claimKeyword(other, at(other, uid), '$VanThuArrival', ['$MDNSent']),
      ]);
      expect(outcomes.sort()).toEqual(['claimed', 'rival']);
    }
  });

  it('is not disturbed by another flag that changes at the same moment', async () => {
    const [one, other] = await Promise.all([desk(), desk()]);
    const [claimed] = await Promise.all([
      claimKeyword(one, at(one, 25), '$VanThuArrival'),
      other.client.messageFlagsAdd('25', ['\\Seen'], { uid: true }),
    ]);
    expect(claimed).toBe('claimed');
    expect(await readKeywords(other, at(other, 25))).toMatchObject({ flags: expect.arrayContaining(['$VanThuArrival', '\\Seen']) });
  });

  it('works while the connection listens, and the connection listens again afterwards', async () => {
    const connection = await connect();
    const listening = connection.selected;
    if (!listening) throw new Error('INBOX is not selected');
    while (!listening.client.idling) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await claimKeyword(listening, at(listening, 26), '$MDNSent')).toBe('claimed');
    const before = connection.changes.take();
    expect(before.arrived).toBe(false);
    await server.deliver('clerk', plainLetters(1, 'Sau khi nhận')[0] ?? new Uint8Array(), { from: 'unit1@test.test' });
    expect(await connection.changes.wait(20_000, new AbortController().signal)).toBe(true);
  });

  it('touches nothing under another UIDVALIDITY, nor where the letter is gone', async () => {
    const connection = await desk();
    expect(await claimKeyword(connection, { folder: 'INBOX', uidValidity: '1', uid: 30 }, '$MDNSent')).toEqual({ failure: 'gone' });
    await server.expunge('clerk', 'INBOX', 30);
    expect(await claimKeyword(connection, at(connection, 30), '$MDNSent')).toEqual({ failure: 'gone' });
    expect(await readKeywords(connection, at(connection, 30))).toEqual({ failure: 'gone' });
  });

  it('says offline when nothing can have been sent', async () => {
    const connection = await desk();
    connection.client.close();
    expect(await claimKeyword(connection, at(connection, 31), '$MDNSent')).toEqual({ failure: 'offline' });
    const [letter] = (await server.messages('clerk')).filter(({ uid }) => uid === 31);
    expect(letter?.flags).not.toContain('$MDNSent');
  });
});
