import { Client, FilterParser, type Entry } from 'ldapts';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { CheckedOf, AppCommands, LdapEntry, LdapFailure } from '../../core/contract/commands';
import type { ConnectionFailureCode } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import { routesTo, type SystemProxy } from '../net/proxy-routes';
import { mayConnectPlain, mayShowSecret, tlsOptions } from '../net/tls-options';
import { explainLdap, TooMuch } from './explain-ldap';
import { openLdapLine, tlsFor, tooLate } from './ldap-line';

/** What units and people are made of (RFC 4519, RFC 2798, RFC 4524, Active Directory); nothing else is asked for. */
const attributes = ['objectClass', 'ou', 'o', 'cn', 'displayName', 'description', 'mail', 'associatedDomain', 'telephoneNumber', 'mobile', 'title', 'department'];

export interface LdapHost {
  readonly policy: Pick<Policy, 'tlsAnchors' | 'allowPlainConnection'>;
  readonly systemProxy?: SystemProxy;
}

/**
 * Reads a directory service (RFC 4511) in pages, at most `limits.ldapEntries`. The password goes over TLS or stays on this machine, whatever policy says of
 * plain connections; referrals to other servers are not followed. Without a name nothing is proven to the server (anonymous).
 */
export async function readLdap({ server, password }: CheckedOf<AppCommands['units.ldap']>, { policy, systemProxy }: LdapHost): Promise<Result<readonly LdapEntry[], LdapFailure>> {
  const refuse = (code: ConnectionFailureCode): Result<never, LdapFailure> => fail({ code, host: server.host, port: server.port, serverSaid: null, certificate: null });
  if (!mayConnectPlain(server, policy) || (server.bindDn !== '' && !mayShowSecret(server))) return refuse('plainNotAllowed');
  // RFC 4513, 5.1.2: a name without a password is no login, and servers say yes to it
  if (server.bindDn !== '' && password === '') return refuse('passwordMissing');
  const filter = readFilter(server.filter);
  if (filter === null) return fail({ code: 'ldapFilter' });
  const tls = tlsOptions({ anchors: policy.tlsAnchors, acceptedFingerprint: null });
  // a directory service stands in the house, where many proxies do not lead
  const routes = [...await routesTo(server, { kind: 'system' }, systemProxy), { kind: 'direct' as const }];
  let doing: Parameters<typeof explainLdap>[2] = 'line';
  let hangUp = (): void => undefined;
  try {
    const line = await openLdapLine(server, tls, routes);
    let isTooMuch = false;
    let isLate = false;
    hangUp = () => void line.socket.destroy();
    const watch = setInterval(() => {
      if (line.received() <= limits.ldapBytes) return;
      isTooMuch = true;
      hangUp();
    }, 100);
    const late = setTimeout(() => {
      isLate = true;
      hangUp();
    }, limits.ldapMillis);
    const client = clientOn(line.socket);
    try {
      if (server.encryption === 'starttls') {
        doing = 'startTls';
        await client.startTLS(tlsFor(server, tls));
      }
      if (server.bindDn !== '') {
        doing = 'login';
        await client.bind(server.bindDn, password);
      }
      doing = 'search';
      return ok(await search(client, server.baseDn, filter));
    } catch (error) {
      throw isTooMuch ? new TooMuch() : isLate ? tooLate() : error;
    } finally {
      clearInterval(watch);
      clearTimeout(late);
    }
  } catch (error) {
    return fail(explainLdap(error, server, doing));
  } finally {
    hangUp();
  }
}

/** The library opens a lost line anew, which after STARTTLS would be one without TLS: it gets this line and no other. */
function clientOn(socket: Awaited<ReturnType<typeof openLdapLine>>['socket']): Client {
  let isTaken = false;
  return new Client({
    url: 'ldap://directory.invalid', timeout: limits.ldapAnswerMillis, connectTimeout: limits.connectMillis, strictDN: false,
    createConnection: () => {
      if (isTaken) throw new Error('connection closed');
      isTaken = true;
      return socket;
    },
  });
}

function readFilter(text: string): ReturnType<typeof FilterParser.parseString> | null {
  try {
    return FilterParser.parseString(text.trim() === '' ? '(|(objectClass=organizationalUnit)(objectClass=person))' : text);
  } catch {
    return null; // the library throws for what is no filter (RFC 4515), and that is the answer
  }
}

async function search(client: Client, baseDn: string, filter: NonNullable<ReturnType<typeof readFilter>>): Promise<readonly LdapEntry[]> {
  const entries: LdapEntry[] = [];
  for await (const { searchEntries } of client.searchPaginated(baseDn, { scope: 'sub', derefAliases: 'never', filter, attributes, paged: { pageSize: limits.ldapPage } })) {
    entries.push(...searchEntries.map(plainEntry));
    if (entries.length > limits.ldapEntries) throw new TooMuch();
  }
  return entries;
}

const asked: ReadonlySet<string> = new Set(attributes.map((name) => name.toLowerCase()));

/** Attribute names in lower case without options (`ou;lang-vi`); values that are no text, and what nobody asked for, are left out. */
function plainEntry({ dn, ...rest }: Entry): LdapEntry {
  const plain: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(rest)) {
    const key = (name.split(';')[0] ?? '').toLowerCase();
    if (!asked.has(key)) continue;
    const texts = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string').map((one) => one.slice(0, limits.ldapValueChars));
    plain[key] = [...(plain[key] ?? []), ...texts].slice(0, limits.ldapValues);
  }
  return { dn: dn.slice(0, limits.ldapValueChars), attributes: plain };
}
