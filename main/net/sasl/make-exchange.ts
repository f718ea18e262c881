import type { MailLogin } from '../mail-login';
import { SaslNonsense, type Mechanism, type SaslExchange } from './sasl-exchange';
import { scramExchange } from './scram';
import { assertNever } from '../../../core/base/assert-never';

type Given = Pick<MailLogin, 'server' | 'user' | 'password'>;

export function makeExchange(mechanism: Mechanism, { server, user, password }: Given): SaslExchange {
  switch (mechanism) {
    case 'SCRAM-SHA-256': return scramExchange({ digest: 'sha256', user, password });
    case 'SCRAM-SHA-1': return scramExchange({ digest: 'sha1', user, password });
    case 'PLAIN': return spoken(mechanism, `\0${user}\0${password}`, []);
    case 'LOGIN': return spoken(mechanism, null, [user, password]);
    // RFC 7628, 3.1; on an error the server tells it as a challenge, which the byte 0x01 answers (3.2.3)
    case 'OAUTHBEARER': {
      const name = user.replaceAll('=', '=3D').replaceAll(',', '=2C');
      return spoken(mechanism, `n,a=${name},\x01host=${server.host}\x01port=${server.port}\x01auth=Bearer ${password}\x01\x01`, ['\x01']);
    }
    case 'XOAUTH2': return spoken(mechanism, `user=${user}\x01auth=Bearer ${password}\x01\x01`, ['']);
    default: return assertNever(mechanism);
  }
}

/** A mechanism whose lines are known beforehand. */
function spoken(mechanism: Mechanism, first: string | null, answers: readonly string[]): SaslExchange {
  let at = 0;
  return {
    mechanism,
    first: first === null ? null : Buffer.from(first, 'utf8'),
    async answer() {
      const next = answers[at];
      at += 1;
      if (next === undefined) throw new SaslNonsense();
      return Buffer.from(next, 'utf8');
    },
    finish: () => undefined,
  };
}
