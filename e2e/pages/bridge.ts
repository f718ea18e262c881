import type { ElectronApplication, Page } from '@playwright/test';
import type { AppBridge } from '../../core/contract/bridge';
import type { AppCommands, InputOf, OutputOf } from '../../core/contract/commands';
import { listChannelName, type ListAnswer, type ListQuery, type ListRow } from '../../core/contract/list';
import { expect } from '../fixtures/app-test';
import type { Office } from '../fixtures/office';
import type { ReceiptChoice } from '../../core/model/account';

/** The person's window asks main, as its own code does. */
export function ask<Name extends keyof AppCommands>(page: Page, name: Name, input: InputOf<AppCommands[Name]>): Promise<OutputOf<AppCommands[Name]>> {
  return page.evaluate(
    ([command, value]) => (globalThis as unknown as { readonly vanthu: { ask(name: string, input: unknown): Promise<unknown> } }).vanthu.ask(command, value),
    [name, input] as const,
  ) as Promise<OutputOf<AppCommands[Name]>>;
}

export type WindowWithBridge = typeof globalThis & { readonly vanthu: AppBridge };

/** Profile and mailbox without the first-start screens, which `main-job` goes through. */
export async function connect(page: Page, office: Office, receipts: ReceiptChoice = { arrivalNotice: 'automatic', displayedMdn: 'automatic' }): Promise<string> {
  await ask(page, 'profile.create', { passphrase: null });
  const { server } = office;
  const connected = await ask(page, 'account.connect', {
    settings: {
      address: 'clerk@so.gov.vn', displayName: 'Văn thư cơ quan', aliases: [], user: 'clerk', acceptedCertificates: {},
      imap: { host: 'localhost', port: server.imapsPort, encryption: 'tls' },
      smtp: { host: 'localhost', port: server.submissionPort, encryption: 'starttls' },
    },
    password: 'test', keepPassword: true, receipts,
  });
  if (!connected.ok) throw new Error(`not connected: ${connected.failure.code}`);
  await isOnline(page);
  await page.reload();
  return connected.value;
}

export async function isOnline(page: Page): Promise<void> {
  await expect.poll(async () => (await ask(page, 'app.state', {})).accounts.map((account) => account.connection.state), { timeout: 60_000 }).toEqual(['online']);
}

/** All rows of a query, asked of the ingest window as the list asks. */
export function rows(page: Page, query: Partial<ListQuery> = {}): Promise<readonly ListRow[]> {
  return page.evaluate(
    ([channelName, asked]) => new Promise<readonly ListRow[]>((resolve) => {
      const channel = new BroadcastChannel(channelName);
      const id = crypto.randomUUID();
      const send = (): void => channel.postMessage({ type: 'query', id, query: asked, from: 0, to: 100_000 });
      const again = setInterval(send, 500);
      channel.addEventListener('message', (event: MessageEvent<ListAnswer>) => {
        if (event.data.type !== 'rows' || event.data.id !== id) return;
        clearInterval(again);
        channel.close();
        resolve(event.data.rows);
      });
      send();
    }),
    [listChannelName, { accountId: null, queue: 'all', folder: null, search: '', ...query }] as const,
  );
}

/** Waits until so many letters are listed and none waits for a stage. */
export async function settled(page: Page, letters: number): Promise<readonly ListRow[]> {
  await expect.poll(() => page.evaluate((name) => new Promise<string>((resolve) => {
    const channel = new BroadcastChannel(name);
    const again = setInterval(() => channel.postMessage({ type: 'hello' }), 300);
    channel.addEventListener('message', (event: MessageEvent<ListAnswer>) => {
      if (event.data.type !== 'changed') return;
      clearInterval(again);
      channel.close();
      resolve(`${event.data.letters} letters, ${event.data.pending} waiting`);
    });
    channel.postMessage({ type: 'hello' });
  }), listChannelName), { timeout: 120_000 }).toBe(`${letters} letters, 0 waiting`);
  // letters that ingest has in hand wait in no queue
  await expect.poll(async () => (await rows(page)).filter((row) => !row.listed || row.verdict === 'pending').length).toBe(0);
  return rows(page);
}

/** SHA-256 of every letter as the vault gives it out, by letter id. */
export function vaultDigests(page: Page, letterIds: readonly string[]): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async (ids) => {
    const digests: Record<string, string> = {};
    for (const id of ids) {
      const response = await fetch(`vault://letter/${id}`);
      const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
      digests[id] = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return digests;
  }, letterIds);
}

/** The hidden window that opens letters. */
export async function ingestWindow(electron: ElectronApplication): Promise<Page> {
  await expect.poll(() => electron.windows().some((page) => page.url().endsWith('/ingest.html'))).toBe(true);
  const page = electron.windows().find((one) => one.url().endsWith('/ingest.html'));
  if (page === undefined) throw new Error('no ingest window');
  return page;
}
