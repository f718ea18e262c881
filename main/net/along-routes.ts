import { ProxyFailed } from './proxy-failed';
import type { Route } from './proxy-routes';

/** Tries one way after the other; only a proxy that failed leads to the next, never the server's own answer. */
export async function alongRoutes<Value>(routes: readonly Route[], open: (route: Route) => Promise<Value>): Promise<Value> {
  let failed: ProxyFailed | null = null;
  for (const route of routes) {
    try {
      return await open(route);
    } catch (error) {
      if (!(error instanceof ProxyFailed)) throw error;
      failed ??= error;
    }
  }
  throw failed ?? new Error('no way to the server');
}
