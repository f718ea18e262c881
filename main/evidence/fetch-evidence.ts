import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { KeptEvidence } from '../../core/model/evidence';
import { alongRoutes } from '../net/along-routes';
import type { Route } from '../net/proxy-routes';
import { dialEvidence, type AddressResolver, type EvidenceLine } from './dial-evidence';
import { EvidenceFailure, evidenceFailure, type EvidenceFailureCode } from './evidence-failure';
import { evidenceTarget, type EvidenceTarget } from './evidence-target';

/** One question to one address. */
export interface EvidenceQuestion {
  readonly what: KeptEvidence['what'] | 'timestamp';
  readonly url: string;
  /** OCSPRequest (RFC 6960), TimeStampReq (RFC 3161); null for what is fetched by GET */
  readonly request: Uint8Array | null;
  /** validators of the answer that is kept (RFC 9110, 13.1); null: whatever there is is wanted */
  readonly known: Validators | null;
}

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type EvidenceAnswer =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly validators: Validators }
  /** 304: what is kept is still what there is */
  | { readonly kind: 'same' };

export interface FetchRules {
  readonly resolve: AddressResolver;
  readonly routes: (url: URL) => Promise<readonly Route[]>;
  readonly privateHosts: readonly string[];
  readonly tlsAnchors: readonly string[];
  /** the end of the program, or of the policy that allowed the question */
  readonly signal: AbortSignal;
  /** milliseconds; the program's own limits where absent */
  readonly patience?: { readonly head: number; readonly total: number };
}

const bytesAllowed: Readonly<Record<EvidenceQuestion['what'], number>> = {
  crl: limits.evidenceCrlBytes, certificate: limits.evidenceCertificateBytes, ocsp: limits.evidenceOcspBytes, timestamp: limits.timestampAnswerBytes,
};
/** RFC 3161, 3.4, and what services were seen to say instead. Lists and certificates come under every name there is. */
const timestampTypes: ReadonlySet<string> = new Set(['application/timestamp-reply', 'application/timestamp-response', 'application/octet-stream']);

/**
 * Asks once and follows redirects, each checked as the first address was. Nothing of this profile goes along: no cookie, login or referrer, and a name
 * of the program without version. Never throws for what a server or a network does.
 */
export async function fetchEvidence(question: EvidenceQuestion, rules: FetchRules): Promise<Result<EvidenceAnswer, { readonly code: EvidenceFailureCode; readonly host: string }>> {
  const patience = rules.patience ?? { head: limits.evidenceHeadMillis, total: limits.evidenceTotalMillis };
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, patience.total);
  rules.signal.addEventListener('abort', end, { once: true });
  let target = evidenceTarget(question.url);
  let host = target?.host ?? '';
  try {
    if (rules.signal.aborted) throw new EvidenceFailure('timeout');
    for (let hop = 0; hop <= limits.evidenceRedirects; hop += 1) {
      if (target === null) throw new EvidenceFailure(hop === 0 ? 'badAddress' : 'redirect');
      host = target.host;
      const said = await askOnce(question, target, rules, ending.signal, patience.head);
      if (said.kind !== 'moved') return ok(said);
      target = nextTarget(target, said.to);
    }
    throw new EvidenceFailure('redirect');
  } catch (error) {
    return fail({ code: ending.signal.aborted ? 'timeout' : evidenceFailure(error, host), host });
  } finally {
    clearTimeout(timer);
    rules.signal.removeEventListener('abort', end);
  }
}

/** Null where we do not go: from TLS to clear text nobody sends us who means well. */
function nextTarget(from: EvidenceTarget, to: string): EvidenceTarget | null {
  if (!URL.canParse(to, from.url)) return null;
  const next = evidenceTarget(new URL(to, from.url).href);
  return next !== null && from.isTls && !next.isTls ? null : next;
}

type Said = EvidenceAnswer | { readonly kind: 'moved'; readonly to: string };

async function askOnce(question: EvidenceQuestion, target: EvidenceTarget, rules: FetchRules, signal: AbortSignal, headMillis: number): Promise<Said> {
  const routes = await orAborted(rules.routes(target.url), signal);
  const resolve: AddressResolver = (host) => orAborted(rules.resolve(host), signal);
  const line = await alongRoutes(routes, (route) => dialEvidence(target, route, { ...rules, resolve, signal }));
  const hangUp = (): void => void line.socket.destroy();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    if (signal.aborted) throw new EvidenceFailure('timeout');
    const response = await headOf(send(question, target, line), headMillis);
    return await read(question, response);
  } finally {
    signal.removeEventListener('abort', hangUp);
    hangUp();
  }
}

/** Names and proxy settings are the system's to find out, which may take minutes and cannot be broken off: their answer is then no longer waited for. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => reject(new EvidenceFailure('timeout'));
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted)).catch(reject);
  });
}

function send({ what, request, known }: EvidenceQuestion, target: EvidenceTarget, { socket, isProxyPlain }: EvidenceLine): ClientRequest {
  const sent = httpRequest({
    createConnection: () => socket,
    method: request === null ? 'GET' : 'POST',
    path: isProxyPlain ? target.url.href : `${target.url.pathname}${target.url.search}`,
    setHost: false,
    maxHeaderSize: limits.evidenceHeaderBytes,
    insecureHTTPParser: false,
    headers: {
      host: target.url.host, 'user-agent': 'VanThu', accept: '*/*', 'accept-encoding': 'identity', connection: 'close',
      ...(request !== null && { 'content-type': what === 'timestamp' ? 'application/timestamp-query' : 'application/ocsp-request', 'content-length': request.byteLength }),
      ...(request === null && known?.etag && { 'if-none-match': known.etag }),
      ...(request === null && known?.lastModified && { 'if-modified-since': known.lastModified }),
    },
  });
  // a line that came through a proxy is paused until somebody listens
  sent.once('socket', (line) => line.resume());
  sent.end(request ?? undefined);
  return sent;
}

function headOf(sent: ClientRequest, millis: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => sent.destroy(new EvidenceFailure('timeout')), millis);
    sent.once('response', (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    // also after the head, when nobody waits for it here any more
    sent.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // nothing else is spoken on this line
    sent.once('upgrade', (_response, socket) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new EvidenceFailure('closed'));
    });
  });
}

async function read({ what, request, known }: EvidenceQuestion, response: IncomingMessage): Promise<Said> {
  const { statusCode = 0, headers } = response;
  // a question that was posted may only be posted again as it is (RFC 9110, 15.4)
  const moves = request === null ? [301, 302, 303, 307, 308] : [307, 308];
  if (moves.includes(statusCode) && headers.location !== undefined) return { kind: 'moved', to: headers.location };
  if (statusCode === 304 && known !== null) return { kind: 'same' };
  if (statusCode === 407) throw new EvidenceFailure('proxyFailed');
  if (statusCode !== 200) throw new EvidenceFailure(statusCode >= 300 && statusCode < 400 ? 'redirect' : 'status');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new EvidenceFailure('notEvidence');
  if (what === 'timestamp' && !timestampTypes.has((headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '')) throw new EvidenceFailure('notEvidence');
  const bytes = await bodyOf(response, bytesAllowed[what]);
  if (!looksSigned(bytes)) throw new EvidenceFailure('notEvidence');
  return { kind: 'bytes', bytes, validators: { etag: validator(headers.etag), lastModified: validator(headers['last-modified']) } };
}

async function bodyOf(response: IncomingMessage, most: number): Promise<Uint8Array> {
  if (Number(response.headers['content-length'] ?? 0) > most) throw new EvidenceFailure('tooLarge');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new EvidenceFailure('tooLarge');
    parts.push(part);
  }
  // a line that broke in the middle is no answer; Node says so only by this
  if (!response.complete) throw new EvidenceFailure('closed');
  const whole = Buffer.concat(parts);
  return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength);
}

/** Signed objects begin as an ASN.1 SEQUENCE or as PEM; what a hotel's network or an error page answers does not. Nothing more is looked at here. */
function looksSigned(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x30) return true;
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1').trimStart();
  return head.startsWith('-----BEGIN ') || head.startsWith('MII');
}

/** Sent back as it came, so it must be plain and short. */
function validator(text: string | undefined): string | null {
  return text !== undefined && text.length <= 200 && /^[\x20-\x7e]+$/.test(text) ? text : null;
}
