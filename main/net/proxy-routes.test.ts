import { describe, expect, it } from 'vitest';
import { readProxyList, routesTo } from './proxy-routes';

const server = { host: 'mail.so.gov.vn', port: 993 };
const direct = { kind: 'direct' };

describe('the ways to a server', () => {
  it('are straight unless somebody chose otherwise', async () => {
    const asked = (): Promise<string> => Promise.reject(new Error('not asked'));
    expect(await routesTo(server, undefined, asked)).toEqual([direct]);
    expect(await routesTo(server, { kind: 'none' }, asked)).toEqual([direct]);
    expect(await routesTo(server, { kind: 'socks5', host: 'p', port: 1080 }, asked)).toEqual([{ kind: 'socks5', host: 'p', port: 1080 }]);
    expect(await routesTo({ host: 'localhost', port: 993 }, { kind: 'system' }, asked)).toEqual([direct]);
  });

  it('are what the operating system says, asked for exactly this server', async () => {
    const urls: string[] = [];
    const system = (url: string): Promise<string> => {
      urls.push(url);
      return Promise.resolve('PROXY proxy.so.gov.vn:3128; SOCKS5 10.0.0.1:1080; DIRECT');
    };
    expect(await routesTo(server, { kind: 'system' }, system)).toEqual([{ kind: 'http', host: 'proxy.so.gov.vn', port: 3128 }, { kind: 'socks5', host: '10.0.0.1', port: 1080 }, direct]);
    await routesTo({ host: '2001:db8::1', port: 465 }, { kind: 'system' }, system);
    expect(urls).toEqual(['https://mail.so.gov.vn:993/', 'https://[2001:db8::1]:465/']);
    expect(await routesTo(server, { kind: 'system' }, () => Promise.resolve('DIRECT'))).toEqual([direct]);
  });
});

describe('a list of proxies', () => {
  it.each([
    ['HTTPS p:443', [{ kind: 'https', host: 'p', port: 443 }]],
    ['SOCKS p:1080', [{ kind: 'socks5', host: 'p', port: 1080 }]],
    ['PROXY [2001:db8::1]:3128', [{ kind: 'http', host: '2001:db8::1', port: 3128 }]],
    ['SOCKS4 p:1080; PROXY q:0; PROXY q:99999; PROXY q; QUIC q:1; ; PROXY a b:1', []],
    ['', []],
  ] as const)('%s', (text, routes) => {
    expect(readProxyList(text)).toEqual(routes);
  });
});
