import type { Protocol } from 'electron';
import type { Digest, LetterId } from '../../core/model/ids';
import type { EvidenceStore } from '../vault/evidence-store';
import type { VaultPort } from '../vault/vault-port';
import { appOrigin } from './app-scheme';

const stepBytes = 1024 * 1024;

/**
 * `vault://letter/<letter id>?from=0&to=4096` answers with the opened bytes of that range; without from and to, the whole
 * letter; `vault://evidence/<digest>` with bytes that the journal names by digest. Raw letters reach the sandboxed side this way and never over IPC.
 */
export function serveVaultScheme(protocol: Protocol, vault: () => VaultPort | null, evidence: () => Pick<EvidenceStore, 'get'> | null, onDamaged: (letterId: LetterId) => void): void {
  protocol.handle('vault', async (request) => {
    const url = new URL(request.url);
    const id = url.pathname.slice(1);
    const open = vault();
    if (request.method === 'GET' && url.host === 'evidence' && /^[0-9a-f]{64}$/.test(id)) return answerEvidence(evidence(), id as Digest);
    if (request.method !== 'GET' || url.host !== 'letter' || !/^[0-9a-f]{32}$/.test(id) || !open) return answer(404);
    const size = await open.size(id as LetterId);
    if (!size.ok) {
      onDamaged(id as LetterId);
      return answer(size.failure.code === 'missing' ? 404 : 410, size.failure.code);
    }
    const from = bound(url.searchParams.get('from'), 0, size.value);
    const to = bound(url.searchParams.get('to'), size.value, size.value);
    return new Response(stream(open, id as LetterId, from, Math.max(from, to), onDamaged), { status: 200, headers: headers({ 'x-letter-size': String(size.value) }) });
  });
}

async function answerEvidence(evidence: Pick<EvidenceStore, 'get'> | null, digest: Digest): Promise<Response> {
  const bytes = await evidence?.get(digest);
  return bytes?.ok ? new Response(new Uint8Array(bytes.value), { status: 200, headers: headers({}) }) : answer(404);
}

function bound(text: string | null, otherwise: number, size: number): number {
  const value = text !== null && /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
  return Math.min(Math.max(value, 0), size);
}

function stream(vault: VaultPort, id: LetterId, from: number, to: number, onDamaged: (letterId: LetterId) => void): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream({
    async pull(controller) {
      if (at >= to) {
        controller.close();
        return;
      }
      const end = Math.min(at + stepBytes, to);
      const bytes = await vault.readRange(id, at, end);
      if (!bytes.ok) {
        onDamaged(id);
        controller.error(new Error(bytes.failure.code));
        return;
      }
      at = end;
      controller.enqueue(bytes.value);
    },
  });
}

function headers(more: Readonly<Record<string, string>>): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'access-control-allow-origin': appOrigin,
    'access-control-expose-headers': 'x-letter-size',
    'cache-control': 'no-store',
    ...more,
  };
}

function answer(status: number, why = ''): Response {
  return new Response(why, { status, headers: headers({}) });
}
