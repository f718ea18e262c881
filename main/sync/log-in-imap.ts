import type { ImapFlow } from 'imapflow';
import { limits } from '../../core/base/limits';
import { LoginRefused, NoLoginOffered } from '../net/login-refused';
import type { MailLogin } from '../net/mail-login';
import { chooseMechanism } from '../net/sasl/choose-mechanism';
import { makeExchange } from '../net/sasl/make-exchange';
import type { SaslExchange } from '../net/sasl/sasl-exchange';
import { mayShowSecret } from '../net/tls-options';

/** What imapflow has inside and does not type. */
export interface ImapInside {
  readonly capabilities: ReadonlyMap<string, unknown>;
  exec(command: string, attributes: readonly Attribute[], options?: { readonly onPlusTag?: (said: Said) => Promise<void> }): Promise<{ readonly response: Said; next(): void }>;
  write(line: string): void;
  close(): void;
}

interface Attribute {
  readonly type: 'ATOM' | 'STRING';
  readonly value: string;
  readonly sensitive?: boolean;
}

interface Said {
  readonly attributes?: readonly ({ readonly type?: unknown; readonly value?: unknown; readonly section?: readonly ({ readonly value?: unknown } | null)[] } | null)[];
}

/**
 * Logs in once, by the strongest way that is offered now (after TLS). A refusal ends it: no weaker way is tried with the same
 * password. Throws `LoginRefused`, `NoLoginOffered`, `LineTampered`, or what the line throws.
 */
export async function logInImap(client: ImapFlow, login: MailLogin): Promise<void> {
  const inside = client as unknown as ImapInside;
  const words = await (await wayFor(inside, login))();
  if (words !== '') login.onWords?.(words);
}

type Way = () => Promise<string>;

async function wayFor(inside: ImapInside, login: MailLogin): Promise<Way> {
  const { server, user, password } = login;
  const way = login.way ?? 'password';
  const isPrivate = mayShowSecret(server);
  const offered = [...inside.capabilities.keys()].filter((name) => name.startsWith('AUTH=')).map((name) => name.slice(5));
  const mechanism = chooseMechanism({ mechanisms: new Set(offered), way, isPrivate });
  // Exchange takes DOMAIN\user\mailbox in LOGIN only
  const isOfDomain = /[\\/]/.test(user) && (mechanism === 'PLAIN' || mechanism === 'LOGIN');
  const hasLogin = way === 'password' && isPrivate && !inside.capabilities.has('LOGINDISABLED');
  if (mechanism !== null && !(isOfDomain && hasLogin)) return () => authenticate(inside, makeExchange(mechanism, login));
  if (!hasLogin) throw new NoLoginOffered(isPrivate);
  return () => asked(inside.exec('LOGIN', [{ type: 'STRING', value: user }, { type: 'STRING', value: password, sensitive: true }]));
}

/** RFC 9051, 6.2.2; the first words go along with the command only where the server takes them there (SASL-IR). */
async function authenticate(inside: ImapInside, exchange: SaslExchange): Promise<string> {
  const name: Attribute = { type: 'ATOM', value: exchange.mechanism };
  const goesAlong = exchange.first !== null && inside.capabilities.has('SASL-IR');
  let waiting = goesAlong ? null : exchange.first;
  let broken: unknown = null;
  const onPlusTag = async (said: Said): Promise<void> => {
    try {
      const answer = waiting ?? (await exchange.answer(Buffer.from(challengeOf(said), 'base64')));
      waiting = null;
      inside.write(base64(answer));
    } catch (error) {
      // imapflow only logs what is thrown here; "*" ends the exchange, and the error goes up with the tagged answer
      if (broken !== null) return inside.close();
      broken = error;
      inside.write('*');
    }
  };
  try {
    const attributes = goesAlong && exchange.first !== null ? [name, { type: 'ATOM' as const, value: base64(exchange.first), sensitive: true }] : [name];
    const words = await asked(inside.exec('AUTHENTICATE', attributes, { onPlusTag }));
    exchange.finish();
    return words;
  } catch (error) {
    throw broken ?? error;
  }
}

/** The words of a yes; a no becomes `LoginRefused`, anything else goes up as it is. */
async function asked(request: ReturnType<ImapInside['exec']>): Promise<string> {
  try {
    const answer = await request;
    answer.next();
    return wordsOf(answer.response);
  } catch (error) {
    if (!isNo(error)) throw error;
    const code = error.response.attributes?.[0]?.section?.[0]?.value;
    const name = typeof code === 'string' ? code.toUpperCase() : '';
    throw new LoginRefused(`NO ${name === '' ? '' : `[${name}] `}${wordsOf(error.response)}`, name, 0);
  }
}

function isNo(error: unknown): error is Error & { readonly response: Said } {
  return error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO' && 'response' in error && typeof error.response === 'object';
}

function wordsOf({ attributes }: Said): string {
  return (attributes ?? []).flatMap((one) => (one?.type === 'TEXT' && typeof one.value === 'string' ? [one.value] : [])).join(' ').slice(0, 4 * limits.serverWords);
}

function challengeOf({ attributes }: Said): string {
  const value = attributes?.[0]?.value;
  return typeof value === 'string' ? value : '';
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
