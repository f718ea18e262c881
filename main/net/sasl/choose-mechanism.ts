import type { LoginWay } from '../../../core/model/account';
import type { Mechanism } from './sasl-exchange';

const byStrength = {
  password: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN', 'LOGIN'],
  oauth2: ['OAUTHBEARER', 'XOAUTH2'],
} as const satisfies Record<LoginWay, readonly Mechanism[]>;

export interface Offer {
  /** mechanism names as the server gave them, upper case, learnt over the line that will be used */
  readonly mechanisms: ReadonlySet<string>;
  readonly way: LoginWay;
  /** may what is sent be read as it is? (TLS, or this machine) */
  readonly isPrivate: boolean;
}

/** The strongest the server offers; null where nothing is left that keeps the secret to the two of them. */
export function chooseMechanism({ mechanisms, way, isPrivate }: Offer): Mechanism | null {
  return byStrength[way].find((one) => mechanisms.has(one) && (isPrivate || one.startsWith('SCRAM-'))) ?? null;
}
