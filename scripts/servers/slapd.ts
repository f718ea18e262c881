import { mkdirSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { unpackedServer } from '../unpacked-servers.mjs';
import { Daemon } from './daemon';
import { endProcessesOf, reserveInstance } from './instance-folder';
import { makeTestCertificate } from './test-certificate';

export interface TestDirectory {
  readonly port: number;
  readonly tlsPort: number;
  readonly baseDn: string;
  readonly adminDn: string;
  readonly adminPassword: string;
  readonly caPem: string;
  stop(): Promise<void>;
}

const baseDn = 'dc=longan,dc=gov,dc=vn';
const adminDn = `cn=admin,${baseDn}`;
const adminPassword = 'mat-khau-thu';

/** OpenLDAP's slapd with the entries of an LDIF text, on loopback, as the user who runs the tests. */
export async function startSlapd(ldif: string): Promise<TestDirectory> {
  const instance = await reserveInstance();
  const root = unpackedServer('slapd');
  const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((arch) => join(root, 'usr/lib', arch)).join(':');
  const env = { LD_LIBRARY_PATH: libraries };
  const [port, tlsPort] = [instance.portBase, instance.portBase + 1];
  const certificate = makeTestCertificate('trusted', instance.path);
  const file = (name: string, text: string): string => {
    writeFileSync(join(instance.path, name), text, { mode: 0o600 });
    return join(instance.path, name);
  };
  mkdirSync(join(instance.path, 'data'));
  const config = file('slapd.conf', [
    ...['core', 'cosine', 'inetorgperson'].map((name) => `include ${join(root, 'etc/ldap/schema', `${name}.schema`)}`),
    `pidfile ${join(instance.path, 'slapd.pid')}`, `modulepath ${join(root, 'usr/lib/ldap')}`, 'moduleload back_mdb',
    `TLSCertificateFile ${file('server.crt', certificate.certificatePem)}`, `TLSCertificateKeyFile ${file('server.key', certificate.keyPem)}`,
    // one page and no more without paging: a client that does not page is told so
    'sizelimit size.soft=100 size.hard=100 size.prtotal=unlimited',
    'database mdb', 'maxsize 67108864', `suffix "${baseDn}"`, `rootdn "${adminDn}"`, `rootpw ${adminPassword}`, `directory ${join(instance.path, 'data')}`, 'access to attrs=userPassword by * auth', 'access to * by users read by anonymous auth', '',
  ].join('\n'));
  const slapd = join(root, 'usr/sbin/slapd');
  try {
    // slapd is what slapadd is, called by another name
    execFileSync(slapd, ['-T', 'add', '-f', config, '-l', file('entries.ldif', ldif), '-q'], { env: { ...process.env, ...env }, stdio: 'pipe' });
    const daemon = new Daemon(slapd, ['-f', config, '-h', `ldap://127.0.0.1:${port} ldaps://127.0.0.1:${tlsPort}`, '-d', '0'], { consoleLog: join(instance.path, 'slapd.log'), env });
    await daemon.start(tlsPort);
    return {
      port, tlsPort, baseDn, adminDn, adminPassword, caPem: certificate.caPem,
      async stop() {
        await daemon.stop();
        instance.release();
      },
    };
  } catch (error) {
    await endProcessesOf(instance.path);
    instance.release();
    throw error;
  }
}
