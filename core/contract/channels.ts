/** The bridges: the window of the person, the hidden ingest window and the small window that asks for a PIN, each with its own contract. */
export type BridgeName = 'app' | 'ingest' | 'pin';

export function commandChannel(bridge: BridgeName, name: string): string {
  return `vanthu:${bridge}:ask:${name}`;
}

/** From the preload script of the person's window alone, never from its page: the path of a file that was dropped there. */
export const droppedChannel = 'vanthu:app:dropped';

export function eventChannel(bridge: BridgeName, name: string): string {
  return `vanthu:${bridge}:on:${name}`;
}
