import { networkInterfaces } from 'node:os';
import type { OnlineHint } from './online-hint';

/** how often the addresses of this computer are looked at; Node has no event for them */
const lookMillis = 5_000;

/** Says "maybe online" when this computer got other addresses: a cable, another wireless network, a tunnel. Returns the end. */
export function watchNetwork(hint: Pick<OnlineHint, 'maybeOnline'>, addresses: () => string = addressesNow, millis = lookMillis): () => void {
  let before = addresses();
  const timer = setInterval(() => {
    const now = addresses();
    if (now === before) return;
    before = now;
    // losing the last address brings nobody online
    if (now !== '') hint.maybeOnline();
  }, millis);
  timer.unref();
  return () => clearInterval(timer);
}

function addressesNow(): string {
  return Object.values(networkInterfaces()).flatMap((all) => all ?? []).filter(({ internal }) => !internal).map(({ address }) => address).sort().join(' ');
}
