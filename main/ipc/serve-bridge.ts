import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as v from 'valibot';
import { commandChannel, droppedChannel, eventChannel, type BridgeName } from '../../core/contract/channels';
import type { AnyCommands } from '../../core/contract/commands';
import type { Handlers } from '../../core/contract/bridge';
import { localPath } from '../../core/contract/schemas';

/** Where a bridge may be used from: exactly this page, in its top frame. */
export interface BridgeOwner {
  readonly webContents: WebContents;
  readonly url: string;
}

export class BridgeRejection extends Error {
  constructor(readonly reason: 'sender' | 'input', command: string) {
    super(`${command}: ${reason} rejected`);
    this.name = 'BridgeRejection';
  }
}

/**
 * The other file that touches raw IPC. Each call is checked for its sender (window, top frame, address) and its input
 * (schema) before the handler sees it. Returns the function that takes the handlers away again.
 */
export function serveBridge<Commands extends AnyCommands>(
  bridge: BridgeName,
  commands: Commands,
  handlers: Handlers<Commands>,
  owner: () => BridgeOwner | null,
): () => void {
  for (const name of Object.keys(commands)) {
    const command = commands[name];
    const handler = handlers[name];
    if (!command || !handler) throw new Error(`no handler for ${name}`);
    ipcMain.handle(commandChannel(bridge, name), async (event, input: unknown) => {
      if (!isFromOwner(event, owner())) throw new BridgeRejection('sender', name);
      const checked = v.safeParse(command.input, input);
      if (!checked.success) throw new BridgeRejection('input', name);
      return (handler as (input: unknown) => Promise<unknown>)(checked.output);
    });
  }
  return () => {
    for (const name of Object.keys(commands)) ipcMain.removeHandler(commandChannel(bridge, name));
  };
}

/** Paths of files dropped on the person's window, as its preload script took them from the system; nobody else is listened to. */
export function hearDropped(owner: () => BridgeOwner | null, listener: (path: string) => void): void {
  ipcMain.on(droppedChannel, (event, input: unknown) => {
    const path = v.safeParse(localPath, input);
    if (path.success && isFromOwner(event, owner())) listener(path.output);
  });
}

export function isFromOwner(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, owner: BridgeOwner | null): boolean {
  if (!owner || event.sender !== owner.webContents) return false;
  const frame = event.senderFrame;
  if (!frame || frame !== owner.webContents.mainFrame) return false;
  const url = new URL(frame.url);
  url.hash = '';
  return url.href === owner.url;
}

/** Sends an event to a window if it is still there. */
export function sendEvent(bridge: BridgeName, contents: WebContents | null, name: string, payload: unknown): void {
  if (contents && !contents.isDestroyed()) contents.send(eventChannel(bridge, name), payload);
}
