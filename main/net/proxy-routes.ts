import { isIP } from 'node:net';
import type { ProxyChoice, ServerSettings } from '../../core/model/account';
import { isLoopback } from './is-loopback';

/** One way to a server: straight, or through a proxy that is asked for it by name (DNS is the proxy's business). */
export type Route = { readonly kind: 'direct' } | ProxyRoute;

export interface ProxyRoute {
  readonly kind: 'socks5' | 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

/** What the operating system says of an address, as Electron's `session.resolveProxy` puts it: "PROXY a:3128; SOCKS5 b:1080; DIRECT". */
export type SystemProxy = (url: string) => Promise<string>;

const direct: readonly Route[] = [{ kind: 'direct' }];

/** The ways to a server, the first to be tried first. Never empty. */
export async function routesTo(server: Pick<ServerSettings, 'host' | 'port'>, choice: ProxyChoice | undefined, system: SystemProxy | undefined): Promise<readonly Route[]> {
  if (choice === undefined || choice.kind === 'none') return direct;
  if (choice.kind === 'socks5' || choice.kind === 'http') return [{ kind: choice.kind, host: choice.host, port: choice.port }];
  if (system === undefined || isLoopback(server.host)) return direct;
  const host = isIP(server.host) === 6 ? `[${server.host}]` : server.host;
  // https and not imap: systems know proxies for the schemes of browsers, and a tunnel is what is wanted
  const routes = readProxyList(await system(`https://${host}:${server.port}/`));
  return routes.length > 0 ? routes : direct;
}

const kinds: Readonly<Record<string, ProxyRoute['kind']>> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https', SOCKS5: 'socks5', SOCKS: 'socks5' };

/** Entries that cannot be used (SOCKS 4 hands no name over) are passed over; a bare SOCKS is taken for version 5, which is what runs today. */
export function readProxyList(text: string): readonly Route[] {
  return text.split(';').flatMap((entry): readonly Route[] => {
    const [word = '', place = ''] = entry.trim().split(/\s+/);
    if (word.toUpperCase() === 'DIRECT') return direct;
    const kind = kinds[word.toUpperCase()];
    const at = /^(?:\[([0-9a-f:.]+)\]|([^\s:\[\]]+)):(\d{1,5})$/i.exec(place);
    const port = Number(at?.[3]);
    return kind !== undefined && at && port >= 1 && port <= 65535 ? [{ kind, host: at[1] ?? at[2] ?? '', port }] : [];
  });
}
