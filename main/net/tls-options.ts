import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { AccountSettings, ServerSettings } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import { isLoopback } from './is-loopback';

/** What one connection takes as proof of its server. */
export interface ServerTrust {
  /** the agency's own TLS anchors (PEM), beside the roots that come with the runtime */
  readonly anchors: readonly string[];
  /** SHA-256 (lower-case hex) of the one leaf certificate a person accepted for this host and port */
  readonly acceptedFingerprint: string | null;
}

export function serverTrust(settings: Pick<AccountSettings, 'acceptedCertificates'>, server: ServerSettings, policy: Pick<Policy, 'tlsAnchors'>): ServerTrust {
  const accepted = settings.acceptedCertificates[`${server.host}:${server.port}`];
  return { anchors: policy.tlsAnchors, acceptedFingerprint: accepted?.toLowerCase() ?? null };
}

/**
 * TLS 1.2 at least. Where a person accepted a certificate the library's own verdict must not end the handshake,
 * therefore `refuseStrangeCertificate` has to be called on the socket before a byte is written to it.
 */
export function tlsOptions(trust: ServerTrust): ConnectionOptions {
  return {
    minVersion: 'TLSv1.2',
    ...(trust.anchors.length > 0 ? { ca: [...rootCertificates, ...trust.anchors] } : {}),
    rejectUnauthorized: trust.acceptedFingerprint === null,
  };
}

/** The certificate the server showed was neither trusted nor the accepted one; `code` as Node names the reason. */
export class StrangeCertificate extends Error {
  constructor(readonly code: string) {
    super('the server certificate is not trusted');
    this.name = 'StrangeCertificate';
  }
}

/** Throws `StrangeCertificate` unless verification passed or the leaf is exactly the accepted one. */
export function refuseStrangeCertificate(socket: TLSSocket, trust: ServerTrust): void {
  if (socket.authorized) return;
  const leaf = socket.getPeerCertificate().raw as Buffer | undefined;
  if (leaf && trust.acceptedFingerprint !== null && certificateFingerprint(leaf) === trust.acceptedFingerprint) return;
  const reason: unknown = socket.authorizationError;
  throw new StrangeCertificate(typeof reason === 'string' ? reason : reason instanceof Error && 'code' in reason ? String(reason.code) : 'CERT_UNTRUSTED');
}

/** SHA-256 of the DER, lower-case hex without colons. */
export function certificateFingerprint(der: Buffer): string {
  return new X509Certificate(der).fingerprint256.replaceAll(':', '').toLowerCase();
}

/**
 * Letters in clear text travel only to this machine, unless the administrator's policy says otherwise. The password does not even
 * then: off this machine a line without TLS knows SCRAM or no login (`chooseMechanism`).
 */
export function mayConnectPlain(server: ServerSettings, policy: Pick<Policy, 'allowPlainConnection'>): boolean {
  return mayShowSecret(server) || policy.allowPlainConnection;
}

/** Can nobody else read what is sent there? */
export function mayShowSecret(server: ServerSettings): boolean {
  return server.encryption !== 'none' || isLoopback(server.host);
}
