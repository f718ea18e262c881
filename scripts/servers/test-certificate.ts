import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a client finds wrong with the server's certificate, or nothing. */
export type CertificateKind = 'trusted' | 'self-signed' | 'expired' | 'wrong-name';

export interface TestCertificate {
  /** PEM of the root that a client has to trust (of the certificate itself when self-signed) */
  readonly caPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

const DAY_MS = 86_400_000;

/**
 * A root of its own for every instance and a server certificate for localhost and 127.0.0.1 below it, made by openssl.
 *
 * @param folder where openssl keeps its working files
 */
export function makeTestCertificate(kind: CertificateKind, folder: string): TestCertificate {
  const work = join(folder, 'tls');
  mkdirSync(work, { mode: 0o700 });
  const host = kind === 'wrong-name' ? 'mail.elsewhere.example' : 'localhost';
  writeFileSync(join(work, 'index.txt'), '');
  writeFileSync(join(work, 'serial'), randomBytes(8).toString('hex'));
  writeFileSync(join(work, 'ca.cnf'), authorityConfig(kind === 'wrong-name' ? `DNS:${host}` : `DNS:${host},IP:127.0.0.1`));
  const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: work, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'ca.cnf'];
  openssl('req', '-x509', ...newKey, '-keyout', 'root.key', '-out', 'root.crt', '-days', '400', '-subj', '/CN=VanThu Test Root', '-extensions', 'root');
  openssl('req', '-new', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${host}`);
  const isExpired = kind === 'expired';
  openssl(
    ...['ca', '-batch', '-notext', '-config', 'ca.cnf', '-in', 'server.csr', '-out', 'server.crt'],
    ...['-startdate', openSslDate(isExpired ? -300 : -1), '-enddate', openSslDate(isExpired ? -10 : 90)],
    ...(kind === 'self-signed' ? ['-selfsign', '-keyfile', 'server.key'] : []),
  );
  const certificatePem = readFileSync(join(work, 'server.crt'), 'utf8');
  return {
    caPem: kind === 'self-signed' ? certificatePem : readFileSync(join(work, 'root.crt'), 'utf8'),
    certificatePem,
    keyPem: readFileSync(join(work, 'server.key'), 'utf8'),
  };
}

function openSslDate(daysFromNow: number): string {
  return `${new Date(Date.now() + daysFromNow * DAY_MS).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}

function authorityConfig(names: string): string {
  return `
[req]
distinguished_name = none
prompt = no
[none]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ca]
default_ca = test
[test]
dir = .
database = index.txt
serial = serial
new_certs_dir = .
certificate = root.crt
private_key = root.key
default_md = sha256
policy = any
x509_extensions = server
[any]
commonName = supplied
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = ${names}
`;
}
