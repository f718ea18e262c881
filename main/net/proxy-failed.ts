import { limits } from '../../core/base/limits';

/** No tunnel stands: the proxy was not reached, or it would not or could not go on to the server. */
export class ProxyFailed extends Error {
  readonly code = 'PROXY_FAILED';
  /** which proxy, and its own words where it gave some */
  readonly reason: string;

  constructor(proxy: { readonly host: string; readonly port: number }, why: string) {
    super('the proxy does not lead to the server');
    this.name = 'ProxyFailed';
    this.reason = `${proxy.host}:${proxy.port}: ${why}`.slice(0, limits.serverWords);
  }
}
