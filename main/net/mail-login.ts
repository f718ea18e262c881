import type { AccountSettings, LoginWay, ServerSettings } from '../../core/model/account';
import type { Policy } from '../../core/model/policy';
import type { Route, SystemProxy } from './proxy-routes';
import { routesTo } from './proxy-routes';
import type { ServerTrust } from './tls-options';
import { serverTrust } from './tls-options';

/** All that one login on one server needs, IMAP or SMTP. */
export interface MailLogin {
  readonly server: ServerSettings;
  readonly user: string;
  /** the password, or the access token where `way` is oauth2 */
  readonly password: string;
  readonly trust: ServerTrust;
  /** absent: password */
  readonly way?: LoginWay;
  /** absent: straight to the server */
  readonly routes?: () => Promise<readonly Route[]>;
  /** words the server gave along with its yes, bounded; a first password is announced there */
  readonly onWords?: (words: string) => void;
}

type Line = Pick<AccountSettings, 'user' | 'acceptedCertificates' | 'login' | 'proxy'>;

export function mailLogin(settings: Line, server: ServerSettings, password: string, policy: Pick<Policy, 'tlsAnchors'>, system?: SystemProxy): MailLogin {
  return {
    server, user: settings.user, password,
    trust: serverTrust(settings, server, policy),
    way: settings.login ?? 'password',
    routes: () => routesTo(server, settings.proxy, system),
  };
}
