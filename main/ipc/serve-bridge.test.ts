import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { appCommands, ingestCommands } from '../../core/contract/commands';
import { commandChannel } from '../../core/contract/channels';
import { isFromOwner, serveBridge, type BridgeOwner } from './serve-bridge';

type Handler = (event: unknown, input: unknown) => Promise<unknown>;
const channels = vi.hoisted(() => new Map<string, Handler>());

// outside Electron there is no IPC: the test stands where the wire would be and sends what any renderer could send
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: Handler) => channels.set(channel, handler), removeHandler: (channel: string) => channels.delete(channel) },
}));

const page = 'app://vanthu/index.html';

interface Sender {
  readonly mainFrame: { readonly url: string };
}

function sender(url = page): Sender {
  return { mainFrame: { url } };
}

function eventFrom(from: Sender, frame: { readonly url: string } | null = from.mainFrame): never {
  return { sender: from, senderFrame: frame } as never;
}

function ownerOf(contents: Sender, url = page): BridgeOwner {
  return { webContents: contents as never, url };
}

describe('whom the bridge answers', () => {
  const own = sender();
  const owner = ownerOf(own);

  test('its own page in the top frame, wherever in the page the address points', () => {
    expect(isFromOwner(eventFrom(own), owner)).toBe(true);
    const within = sender(`${page}#settings`);
    expect(isFromOwner(eventFrom(within), ownerOf(within))).toBe(true);
  });

  test.each([
    ['another window with the same page', eventFrom(sender()), owner],
    ['a frame inside the page, as a letter is', eventFrom(own, { url: 'app://vanthu/letter-frame.html' }), owner],
    ['a frame that shows the same address', eventFrom(own, { url: page }), owner],
    ['a frame that is gone', eventFrom(own, null), owner],
    ['the window while no bridge is owned', eventFrom(own), null],
  ])('not %s', (_who, event, whose) => {
    expect(isFromOwner(event, whose)).toBe(false);
  });

  test.each(['app://vanthu/ingest.html', 'app://vanthu/index.html?x=1', 'app://vanthu/INDEX.html', 'app://other/index.html', 'https://vanthu/index.html', 'about:blank', 'app://vanthu/'])(
    'not the window after it went to %s',
    (url) => {
      const gone = sender(url);
      expect(isFromOwner(eventFrom(gone), ownerOf(gone))).toBe(false);
    },
  );
});

describe('what the bridge lets through', () => {
  const own = sender();
  const handled: unknown[] = [];
  const commands = { 'note.add': { input: v.object({ text: v.pipe(v.string(), v.maxLength(5)) }) } };
  let end: () => void;

  beforeEach(() => {
    handled.length = 0;
    end = serveBridge('app', commands, { 'note.add': (input: unknown) => Promise.resolve(handled.push(input)) }, () => ownerOf(own));
  });
  afterEach(() => end());

  const call = (from: Sender, input: unknown) => channels.get(commandChannel('app', 'note.add'))?.(eventFrom(from), input);

  test('hands checked input to the handler, without what the schema does not name', async () => {
    await call(own, { text: 'abc', more: 'not asked for' });
    expect(handled).toEqual([{ text: 'abc' }]);
  });

  test.each([[{ text: 'too long' }], [{}], [null], [undefined], ['abc'], [[{ text: 'a' }]]])('refuses %j before the handler sees it', async (input) => {
    await expect(call(own, input)).rejects.toMatchObject({ reason: 'input' });
    expect(handled).toEqual([]);
  });

  test('refuses a stranger before looking at the input, and does not repeat the input in its words', async () => {
    await expect(call(sender(), { text: 'abc' })).rejects.toMatchObject({ reason: 'sender' });
    await expect(call(sender(), { text: 'secret words' })).rejects.toThrow(/^note\.add: sender rejected$/);
    await expect(call(own, { text: 'secret words' })).rejects.toThrow(/^note\.add: input rejected$/);
    expect(handled).toEqual([]);
  });

  test('takes its handlers away again', () => {
    end();
    expect([...channels.keys()]).toEqual([]);
  });
});

describe('the two contracts', () => {
  test('share nothing but the store key, and ingest can neither send nor open nor decide', () => {
    const shared = Object.keys(ingestCommands).filter((name) => name in appCommands);
    expect(shared).toEqual(['store.key']);
    for (const name of Object.keys(ingestCommands)) expect(commandChannel('ingest', name)).not.toBe(commandChannel('app', name));
  });

  test.each([
    ['letter.displayed', { letterId: '../../etc/passwd', digest: 'a'.repeat(64) }],
    ['letter.displayed', { letterId: 'A'.repeat(32), digest: 'a'.repeat(64) }],
    ['receipt.answer', { letterId: 'a'.repeat(32), kind: 'opened', answer: 'send' }],
    ['account.guess', { address: 'a@b.vn\r\nBcc: c@d.vn' }],
    ['attachment.save', { name: 'a\nb.txt', contentType: 'text/plain', bytes: new Uint8Array(1) }],
    ['attachment.save', { name: 'a.txt', contentType: 'text/plain', bytes: [1, 2, 3] }],
    ['attachment.saveAll', { files: [] }],
    ['anchor.add', { pem: 'x', fingerprint: 'not hex', holder: 'x', source: 'x' }],
    ['anchor.add', { pem: 'x', fingerprint: 'a'.repeat(64), holder: 'x\ny', source: 'x' }],
    ['key.import', { pkcs8: new Uint8Array(16385), pem: 'x', fingerprint: 'a'.repeat(64), holder: 'x' }],
    ['sheet.save', { name: 'a\nb.pdf', html: '' }],
    ['verdict.accept', { letterId: 'a'.repeat(32), acceptance: { verdict: 'indeterminate', reason: 'expired', because: '   short    ', digest: 'a'.repeat(64) } }],
  ] as const)('%s refuses %j', (name, input) => {
    expect(v.safeParse(appCommands[name].input, input).success).toBe(false);
  });

  test.each([
    ['journal.read', { after: -1, limit: 10 }],
    ['journal.read', { after: 0, limit: 1_000_000 }],
    ['receipt.propose', { letterId: 'a'.repeat(32), kind: 'arrival', official: 'yes' }],
    ['receipt.propose', { letterId: 'a'.repeat(32), kind: 'arrival' }],
    ['ingest.attempt', { letterId: 'a'.repeat(32), parts: ['1.2; rm'] }],
    ['evidence.want', { letterId: null, wants: [{ what: 'crl', urls: ['file:///etc/passwd'] }] }],
    ['evidence.want', { letterId: null, wants: [{ what: 'crl', urls: [] }] }],
    ['evidence.want', { letterId: null, wants: [{ what: 'ocsp', urls: ['http://ca.vn/'], about: 'a'.repeat(64), request: new Uint8Array(5000) }] }],
    ['key.unwrap', { fingerprint: 'a'.repeat(64), scheme: 'rsa-none', encryptedKey: new Uint8Array(256) }],
    ['key.agree', { fingerprint: 'a'.repeat(64), point: new Uint8Array(0) }],
  ] as const)('%s refuses %j', (name, input) => {
    expect(v.safeParse(ingestCommands[name].input, input).success).toBe(false);
  });
});
