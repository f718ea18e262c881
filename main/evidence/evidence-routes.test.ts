import { expect, test } from 'vitest';
import { evidenceRoutes } from './evidence-routes';

const asked: string[] = [];
const system = (url: string): Promise<string> => {
  asked.push(url);
  return Promise.resolve(url.includes('inner') ? 'DIRECT' : 'PROXY proxy.office:3128; DIRECT');
};
const way = (url: string, ...choices: Parameters<typeof evidenceRoutes>[1]): ReturnType<typeof evidenceRoutes> => evidenceRoutes(new URL(url), choices, system);

test('the proxy a person set for a mailbox is the way out; otherwise the system says, and is told the place alone', async () => {
  expect(await way('http://crl.ca.vn/a?b', { kind: 'none' }, { kind: 'socks5', host: 'p', port: 1080 })).toEqual([{ kind: 'socks5', host: 'p', port: 1080 }]);
  expect(await way('http://crl.ca.vn:8080/secret?b', undefined, { kind: 'none' })).toEqual([{ kind: 'http', host: 'proxy.office', port: 3128 }, { kind: 'direct' }]);
  expect(await way('https://inner.ca.vn/')).toEqual([{ kind: 'direct' }]);
  expect(asked).toEqual(['http://crl.ca.vn:8080/', 'https://inner.ca.vn/']);
});

test('this computer is reached straight', async () => {
  expect(await way('http://127.0.0.1:8/', { kind: 'http', host: 'p', port: 1 })).toEqual([{ kind: 'direct' }]);
});
