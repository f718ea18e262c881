/** The two bridges: the window of the person, and the hidden ingest window with its smaller contract. */
export type BridgeName = 'app' | 'ingest';

export function commandChannel(bridge: BridgeName, name: string): string {
  return `vanthu:${bridge}:ask:${name}`;
}

export function eventChannel(bridge: BridgeName, name: string): string {
  return `vanthu:${bridge}:on:${name}`;
}
