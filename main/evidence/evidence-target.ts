import { isIP } from 'node:net';

/** Where one question goes. */
export interface EvidenceTarget {
  readonly url: URL;
  /** without brackets and without a dot at the end */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/**
 * An address that stood in somebody's certificate, or that a server sent us on to. Null where it is none we ask: other schemes, a login in it, or a port below
 * 1024 other than those of the web: a question is the sender's own bytes, and must not reach a mail server or a printer.
 */
export function evidenceTarget(text: string): EvidenceTarget | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  url.hash = '';
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') return null;
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  if (port < 1024 && port !== 80 && port !== 443) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return host === '' ? null : { url, host, port, isTls };
}

/** Does the office's policy say that this host may lie at a private address? */
export function isPrivateHost({ host }: Pick<EvidenceTarget, 'host'>, privateHosts: readonly string[]): boolean {
  const name = host.toLowerCase();
  return privateHosts.map((entry) => entry.toLowerCase()).some((entry) => (entry.startsWith('.') && isIP(name) === 0 ? name === entry.slice(1) || name.endsWith(entry) : name === entry));
}

/** Names that only a network's own resolver or this computer knows (RFC 6761, 6762, 8375, 9476): behind a proxy the name is all there is to look at. */
export function isPublicName(host: string): boolean {
  const name = host.toLowerCase();
  if (isIP(name) !== 0 || !name.includes('.')) return false;
  return !/\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|example|onion|alt)$/.test(name);
}
