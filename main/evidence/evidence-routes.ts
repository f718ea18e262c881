import { isIP } from 'node:net';
import type { ProxyChoice } from '../../core/model/account';
import { isLoopback } from '../net/is-loopback';
import { readProxyList, type Route, type SystemProxy } from '../net/proxy-routes';

const direct: readonly Route[] = [{ kind: 'direct' }];

/**
 * The ways to a server of the web. A proxy that a person set for a mailbox is the way out of that office, so it is taken; otherwise the operating system's
 * setting for this very address, which is what such settings are made for. Never empty.
 */
export async function evidenceRoutes(url: URL, choices: readonly (ProxyChoice | undefined)[], system: SystemProxy): Promise<readonly Route[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isLoopback(host)) return direct;
  for (const choice of choices) if (choice?.kind === 'socks5' || choice?.kind === 'http') return [{ kind: choice.kind, host: choice.host, port: choice.port }];
  // neither path nor question: a setting by script is somebody's program
  const place = `${url.protocol}//${isIP(host) === 6 ? `[${host}]` : host}${url.port === '' ? '' : `:${url.port}`}/`;
  const routes = readProxyList(await system(place));
  return routes.length > 0 ? routes : direct;
}
