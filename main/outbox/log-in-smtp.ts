import { limits } from '../../core/base/limits';
import { LoginRefused, NoLoginOffered } from '../net/login-refused';
import type { MailLogin } from '../net/mail-login';
import { chooseMechanism } from '../net/sasl/choose-mechanism';
import { makeExchange } from '../net/sasl/make-exchange';
import { SaslNonsense, type Mechanism, type SaslExchange } from '../net/sasl/sasl-exchange';
import { mayShowSecret } from '../net/tls-options';

/** What nodemailer hands to a custom login and types loosely. */
interface Talk {
  sendCommand(line: string): Promise<{ readonly response: string }>;
}

/** The name our way has in nodemailer: for the names of mechanisms it has rules of its own, and takes LOGIN where XOAUTH2 was asked for. */
export const ourWay = 'VANTHU';

/**
 * The login for the `customAuth` of a connection: the strongest mechanism of the last EHLO, which over TLS is the one after it. nodemailer
 * sends what this says and nothing else. What ended the login is told to `broken` as it was.
 */
export function smtpLogin(login: MailLogin, offered: () => readonly string[], broken: (error: unknown) => void): (talk: Talk) => Promise<void> {
  return async (talk) => {
    try {
      await authenticate(talk, makeExchange(mechanismOf(offered(), login), login), login);
    } catch (error) {
      broken(error);
      // nodemailer writes over the code and message of what it is given
      throw new Error('the login ended');
    }
  };
}

function mechanismOf(lines: readonly string[], login: MailLogin): Mechanism {
  const offered = lines.flatMap((line) => (/^AUTH[ =]/i.test(line) ? line.slice(5).toUpperCase().split(/[\s=]+/) : []));
  const isPrivate = mayShowSecret(login.server);
  const mechanism = chooseMechanism({ mechanisms: new Set(offered), way: login.way ?? 'password', isPrivate });
  if (mechanism === null) throw new NoLoginOffered(isPrivate);
  return mechanism;
}

/** RFC 4954, section 4. */
async function authenticate(talk: Talk, exchange: SaslExchange, { onWords }: MailLogin): Promise<void> {
  const first = exchange.first === null ? '' : ` ${base64(exchange.first)}`;
  const say = async (line: string): Promise<Reply> => replyOf((await talk.sendCommand(line)).response);
  let reply = await say(`AUTH ${exchange.mechanism}${first}`);
  while (reply.status === 334) {
    const answer = await exchange.answer(Buffer.from(reply.text, 'base64')).catch((error: unknown) => ({ error }));
    if ('error' in answer) {
      // "*" ends the exchange; what the server says to it changes nothing
      await say('*');
      throw answer.error;
    }
    reply = await say(base64(answer));
  }
  if (reply.status >= 400) throw new LoginRefused(reply.said, '', reply.status);
  if (reply.status !== 235) throw new SaslNonsense();
  exchange.finish();
  onWords?.(reply.text.slice(0, limits.serverWords));
}

interface Reply {
  readonly status: number;
  /** the whole answer, bounded */
  readonly said: string;
  /** without the code: for 334 the challenge, which may be nothing at all */
  readonly text: string;
}

function replyOf(response: string): Reply {
  const status = Number(/^[2-5]\d\d(?=[ -]|$)/.exec(response)?.[0] ?? 0);
  return { status, said: response.slice(0, 4 * limits.serverWords), text: response.slice(4) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
