import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { limits } from '../../../core/base/limits';
import { LineTampered } from '../line-tampered';
import { prepareSecret } from './prepare-secret';
import { SaslNonsense, type SaslExchange } from './sasl-exchange';

const derive = promisify(pbkdf2);

export interface ScramInput {
  readonly digest: 'sha256' | 'sha1';
  readonly user: string;
  readonly password: string;
  /** printable ASCII without comma; random unless a test vector has its own */
  readonly nonce?: string;
}

const digestBytes = { sha256: 32, sha1: 20 } as const;

/**
 * SCRAM (RFC 5802, RFC 7677) without channel binding: the password never travels, and the server has to prove that it knows what
 * was made of it. Fewer than 4096 iterations are refused (RFC 7677, 4): somebody between could ask for one and guess fast.
 */
export function scramExchange({ digest, user, password, nonce = randomBytes(24).toString('base64') }: ScramInput): SaslExchange {
  const header = 'n,,';
  const bare = `n=${prepareSecret(user).replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`;
  let serverSignature: Buffer | null = null;
  let step: 'first' | 'final' | 'proven' | 'refused' = 'first';

  const clientFinal = async (serverFirst: string): Promise<string> => {
    const parts = /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z0-9+/]+={0,2}),i=([1-9]\d{0,9})(,.*)?$/.exec(serverFirst);
    if (!parts) throw new SaslNonsense();
    const [, fullNonce = '', salt = '', count = ''] = parts;
    // a nonce that does not go on from ours, or adds nothing to it, is somebody else's exchange played again
    if (!fullNonce.startsWith(nonce) || fullNonce.length === nonce.length) throw new LineTampered('foreignNonce');
    const iterations = Number(count);
    if (iterations < limits.scramIterationsLeast) throw new LineTampered('tooFewIterations');
    if (iterations > limits.scramIterationsMost) throw new SaslNonsense();
    const salted = await derive(prepareSecret(password), Buffer.from(salt, 'base64'), iterations, digestBytes[digest], digest);
    const withoutProof = `c=${Buffer.from(header).toString('base64')},r=${fullNonce}`;
    const message = `${bare},${serverFirst},${withoutProof}`;
    const hmac = (key: Buffer, text: string): Buffer => createHmac(digest, key).update(text).digest();
    const clientKey = hmac(salted, 'Client Key');
    const clientSignature = hmac(createHash(digest).update(clientKey).digest(), message);
    serverSignature = hmac(hmac(salted, 'Server Key'), message);
    const proof = Buffer.from(clientKey.map((byte, at) => byte ^ (clientSignature[at] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  };

  const checkServer = (serverFinal: string): void => {
    // e= is the server's no; it says so once more in the protocol around, and that answer counts
    if (serverFinal.startsWith('e=')) {
      step = 'refused';
      return;
    }
    const said = Buffer.from(/^v=([A-Za-z0-9+/]+={0,2})(,.*)?$/.exec(serverFinal)?.[1] ?? '', 'base64');
    if (serverSignature === null || said.length !== serverSignature.length || !timingSafeEqual(said, serverSignature)) throw new LineTampered('serverNotProven');
    step = 'proven';
  };

  return {
    mechanism: digest === 'sha256' ? 'SCRAM-SHA-256' : 'SCRAM-SHA-1',
    first: Buffer.from(header + bare, 'utf8'),
    async answer(challenge) {
      const text = Buffer.from(challenge).toString('utf8');
      if (step === 'first') {
        step = 'final';
        return Buffer.from(await clientFinal(text), 'utf8');
      }
      if (step !== 'final') throw new SaslNonsense();
      checkServer(text);
      return new Uint8Array();
    },
    finish() {
      if (step !== 'proven') throw new LineTampered('serverNotProven');
    },
  };
}
