import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ocspAnswer, timestampResponse, timestampToken, type TestCa, type TestService } from '../test-ca.mjs';

export interface PublicKeyServer {
  /** `http://127.0.0.1:PORT`, for `accessUrl` of `createTestCa` */
  readonly url: string;
  /** "GET /crl/agencies.crl 200", in order */
  readonly asked: readonly string[];
  /** From now on the server answers for this authority; before, it knows nothing. */
  serve(given: ServedAuthority): void;
  /** Answers nothing but this status, until null; `hangUp` closes the line as a cut cable does. */
  refuse(status: number | 'hangUp' | null): void;
  close(): Promise<void>;
}

export interface ServedAuthority {
  readonly ca: TestCa;
  /** one an authority */
  readonly responders?: readonly TestService[];
  readonly tsa?: TestService;
}

/**
 * What authorities run for the public: revocation lists and issuers' certificates by GET, OCSP (RFC 6960, appendix A) and time-stamps (RFC 3161, 3.4)
 * by POST. On a free port of the loopback; lists are read when they are asked for, so that a renewed list is there at once.
 *
 *   GET /crl/agencies.crl, GET /cert/agencies.cer, POST /ocsp/agencies, POST /tsa
 */
export async function startPublicKeyServer(): Promise<PublicKeyServer> {
  const asked: string[] = [];
  let served: ServedAuthority | null = null;
  let refusal: number | 'hangUp' | null = null;
  const server = createServer((request, response) => {
    if (refusal === 'hangUp') return void request.socket.destroy();
    return void answer(request, refusal === null ? served : null, refusal).then((said) => {
      send(request, response, said);
      asked.push(`${request.method} ${request.url} ${response.statusCode}`);
    }).catch(() => {
      asked.push(`${request.method} ${request.url} 500`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    serve: (given) => void (served = given),
    refuse: (status) => void (refusal = status),
    close: () => closed(server),
  };
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: Uint8Array;
  readonly changed?: Date;
}

async function answer(request: IncomingMessage, served: ServedAuthority | null, refusal: number | null): Promise<Answer> {
  const body = await bodyOf(request);
  if (served === null) return { status: refusal ?? 404 };
  const { ca, responders = [], tsa } = served;
  const [, what = '', name = ''] = /^\/(crl|cert|ocsp|tsa)(?:\/([a-z]+)(?:\.crl|\.cer)?)?$/.exec(request.url ?? '') ?? [];
  const way = `${request.method} ${what}`;
  if (way === 'GET crl') return pemFile(join(ca.folder, name, 'crl.pem'), 'application/pkix-crl');
  if (way === 'GET cert') return pemFile(join(ca.folder, name, 'cert.pem'), 'application/pkix-cert');
  const responder = responders.find(({ authority }) => authority === name);
  if (way === 'POST ocsp' && responder) return { status: 200, type: 'application/ocsp-response', body: ocspAnswer(ca, responder, body) };
  if (way === 'POST tsa' && tsa) return { status: 200, type: 'application/timestamp-reply', body: timestampResponse(timestampToken(tsa, readTimestampRequest(body))) };
  return { status: 404 };
}

function pemFile(path: string, type: string): Answer {
  if (!existsSync(path)) return { status: 404 };
  const text = readFileSync(path, 'latin1');
  const body = Buffer.from(text.replace(/-----[A-Z0-9 ]+-----/g, ''), 'base64');
  return { status: 200, type, body, changed: statSync(path).mtime };
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body, changed }: Answer): void {
  if (body === undefined) return void response.writeHead(status).end();
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  const validators = changed ? { etag, 'last-modified': changed.toUTCString() } : {};
  if (changed && request.headers['if-none-match'] === etag) return void response.writeHead(304, validators).end();
  response.writeHead(status, { 'content-type': type ?? 'application/octet-stream', 'content-length': body.length, ...validators }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const digestNames: Readonly<Record<string, string>> = { '2b0e03021a': 'sha1', '608648016503040201': 'sha256', '608648016503040202': 'sha384', '608648016503040203': 'sha512' };

/** TimeStampReq (RFC 3161, 2.4.1): version, imprint, perhaps a policy, perhaps a nonce. */
function readTimestampRequest(request: Buffer): { readonly digest: Buffer; readonly digestName: string; readonly nonce?: Buffer } {
  const [whole] = fields(request);
  const [, imprint, ...rest] = fields(whole?.content ?? Buffer.alloc(0));
  const [algorithm, digest] = fields(imprint?.content ?? Buffer.alloc(0));
  const [oid] = fields(algorithm?.content ?? Buffer.alloc(0));
  const nonce = rest.find(({ tag }) => tag === 2)?.content;
  return { digest: digest?.content ?? Buffer.alloc(0), digestName: digestNames[oid?.content.toString('hex') ?? ''] ?? 'unknown', ...(nonce && { nonce }) };
}

function fields(bytes: Buffer): readonly { readonly tag: number; readonly content: Buffer }[] {
  const found: { tag: number; content: Buffer }[] = [];
  for (let at = 0; at + 1 < bytes.length; ) {
    const first = bytes[at + 1] ?? 0;
    const more = first > 127 ? first & 127 : 0;
    const size = more > 0 ? bytes.readUIntBE(at + 2, more) : first;
    const start = at + 2 + more;
    found.push({ tag: bytes[at] ?? 0, content: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return found;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
