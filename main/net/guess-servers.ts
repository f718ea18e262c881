import { Resolver } from 'node:dns/promises';
import type { GuessedServer, ServerGuess } from '../../core/contract/commands';
import type { Encryption } from '../../core/model/account';

/** The part of the resolver that guessing needs; tests hand in their own. */
export interface NameResolver {
  /** SRV records, [] where there are none */
  srv(name: string): Promise<readonly SrvRecord[]>;
  /** does the name have an A or AAAA record? */
  exists(name: string): Promise<boolean>;
}

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

const lookupMillis = 4000;

export function systemResolver(): NameResolver {
  const resolver = new Resolver({ timeout: lookupMillis, tries: 1 });
  return {
    srv: (name) => orNone(resolver.resolveSrv(name)),
    async exists(name) {
      const [four, six] = await Promise.all([orNone(resolver.resolve4(name)), orNone(resolver.resolve6(name))]);
      return four.length + six.length > 0;
    },
  };
}

/** A guess is only a help: whatever the resolver says against it counts as "not found". */
function orNone<Row>(rows: Promise<readonly Row[]>): Promise<readonly Row[]> {
  return rows.catch(() => []);
}

interface Kind {
  /** RFC 6186 and RFC 8314, the safer first: `_imaps` before `_imap` */
  readonly services: readonly (readonly [service: string, encryption: Encryption])[];
  readonly names: readonly string[];
  readonly fallback: { readonly prefix: string; readonly port: number; readonly encryption: Encryption };
}

const imap: Kind = {
  services: [['_imaps._tcp', 'tls'], ['_imap._tcp', 'starttls']],
  names: ['mail', 'imap'],
  fallback: { prefix: 'mail', port: 993, encryption: 'tls' },
};
const smtp: Kind = {
  services: [['_submissions._tcp', 'tls'], ['_submission._tcp', 'starttls']],
  names: ['mail', 'smtp'],
  fallback: { prefix: 'mail', port: 465, encryption: 'tls' },
};

/**
 * Servers for an address: the domain's SRV records, then `mail.`, `imap.`, `smtp.` names that exist, then editable
 * defaults. Nothing is connected to. A SRV target outside the mail domain needs a person's yes: DNS is not
 * authenticated, and the password would go there (RFC 6186, section 6).
 */
export async function guessServers(address: string, resolver: NameResolver): Promise<ServerGuess> {
  const domain = address.slice(address.lastIndexOf('@') + 1).trim().toLowerCase().replace(/\.$/, '');
  const [imapServer, smtpServer] = await Promise.all([guess(domain, imap, resolver), guess(domain, smtp, resolver)]);
  return { imap: imapServer, smtp: smtpServer, user: address.trim() };
}

async function guess(domain: string, kind: Kind, resolver: NameResolver): Promise<GuessedServer> {
  const found = await Promise.all(kind.services.map(async ([service, encryption]) => ({ encryption, target: firstTarget(await resolver.srv(`${service}.${domain}`)) })));
  for (const { encryption, target } of found) {
    if (target) return { host: target.name, port: target.port, encryption, from: 'srv', needsConfirmation: !isWithin(target.name, domain) };
  }
  const { prefix, port, encryption } = kind.fallback;
  const names = kind.names.map((name) => `${name}.${domain}`);
  const exist = await Promise.all(names.map((name) => resolver.exists(name)));
  const host = names.find((_, at) => exist[at]);
  return { host: host ?? `${prefix}.${domain}`, port, encryption, from: host === undefined ? 'default' : 'name', needsConfirmation: false };
}

/** RFC 2782: lowest priority first; a target of "." says that the service is not offered. */
function firstTarget(records: readonly SrvRecord[]): { readonly name: string; readonly port: number } | null {
  const [best] = [...records].sort((a, b) => a.priority - b.priority || b.weight - a.weight);
  const name = best?.name.replace(/\.$/, '').toLowerCase() ?? '';
  return best && name !== '' ? { name, port: best.port } : null;
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
