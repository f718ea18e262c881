import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagesChannelName, type PagePart, type PagesAnswer, type PagesRequest } from '../../../core/contract/pages';
import type { LetterId, PartId } from '../../../core/model/ids';
import { PagesClient } from './pages-client';

const of: PagePart = { letterId: '0123456789abcdef0123456789abcdef' as LetterId, part: '2' as PartId };
const outline = { pageCount: 1, pages: [{ width: 595, height: 842 }] };
let worker: BroadcastChannel;
let client: PagesClient;
let asked: PagesRequest[];
let onAsked: (request: PagesRequest) => void;

beforeEach(() => {
  asked = [];
  onAsked = () => undefined;
  worker = new BroadcastChannel(pagesChannelName);
  worker.onmessage = (event) => {
    const request = (event as MessageEvent<PagesRequest>).data;
    asked.push(request);
    onAsked(request);
  };
  client = new PagesClient();
});
afterEach(() => {
  client.close();
  worker.close();
});

const tell = (answer: PagesAnswer) => worker.postMessage(answer);
const whenAsked = () => new Promise<PagesRequest>((resolve) => (onAsked = resolve));
const never = new AbortController().signal;

describe('asking for pages', () => {
  it('brings the answer to the one who asked', async () => {
    onAsked = (request) => {
      if (request.type === 'outline') tell({ type: 'outlined', id: request.id, answer: { ok: true, value: outline } });
    };
    expect(await client.outline(of, never)).toEqual({ ok: true, value: outline });
  });

  it('never tries a page again that ended its worker, and still shows the others', async () => {
    const first = client.picture(of, 3, 1, never);
    const request = await whenAsked();
    if (request.type !== 'picture') throw new Error(request.type);
    tell({ type: 'begun', id: request.id });
    tell({ type: 'awake' });
    expect(await first).toEqual({ ok: false, failure: 'gaveUp' });
    asked = [];
    expect(await client.picture(of, 3, 2, never)).toEqual({ ok: false, failure: 'gaveUp' });
    const other = client.places(of, 4, [{ start: 0, end: 1 }], never);
    const next = await whenAsked();
    if (next.type !== 'places') throw new Error(next.type);
    tell({ type: 'placed', id: next.id, answer: { ok: true, value: [] } });
    expect(await other).toEqual({ ok: true, value: [] });
    expect(asked.map((one) => one.type)).toEqual(['places']);
  });

  it('remembers a page that was withdrawn while it was drawn, and then ended its worker', async () => {
    const leaving = new AbortController();
    const first = client.picture(of, 5, 1, leaving.signal);
    const request = await whenAsked();
    if (request.type !== 'picture') throw new Error(request.type);
    tell({ type: 'begun', id: request.id });
    leaving.abort();
    await first;
    const again = client.picture(of, 5, 1.5, never);
    tell({ type: 'awake' });
    expect(await again).toEqual({ ok: false, failure: 'gaveUp' });
  });

  it('puts a question again to the next worker, when the last one died of something else', async () => {
    const answer = client.outline(of, never);
    await whenAsked();
    onAsked = (request) => {
      if (request.type === 'outline') tell({ type: 'outlined', id: request.id, answer: { ok: true, value: outline } });
    };
    tell({ type: 'awake' });
    expect(await answer).toEqual({ ok: true, value: outline });
  });

  it('takes a question for the cause that several workers died with', async () => {
    const answer = client.outline(of, never);
    await whenAsked();
    for (let life = 0; life < 3; life += 1) tell({ type: 'awake' });
    expect(await answer).toEqual({ ok: false, failure: 'gaveUp' });
  });

  it('withdraws what is no longer wanted', async () => {
    const leaving = new AbortController();
    const answer = client.picture(of, 1, 1, leaving.signal);
    const request = await whenAsked();
    leaving.abort();
    const cancelled = await whenAsked();
    expect(cancelled).toEqual({ type: 'cancel', id: 'id' in request ? request.id : '' });
    expect((await answer).ok).toBe(false);
  });
});
