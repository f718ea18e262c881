import { contextBridge, ipcRenderer } from 'electron';
import { commandChannel, eventChannel, type BridgeName } from '../core/contract/channels';

/**
 * One of the two files that touch raw IPC. Only named commands go out and only named events come in; the emitter, the
 * IPC event object and its sender never reach the page.
 */
export function exposeBridge(bridge: BridgeName, commands: readonly string[], events: readonly string[]): void {
  const knownCommands = new Set(commands);
  const knownEvents = new Set(events);
  contextBridge.exposeInMainWorld('vanthu', {
    ask(name: string, input: unknown): Promise<unknown> {
      if (!knownCommands.has(name)) return Promise.reject(new Error(`no such command: ${name}`));
      return ipcRenderer.invoke(commandChannel(bridge, name), input);
    },
    on(name: string, listener: (event: unknown) => void): () => void {
      if (!knownEvents.has(name)) throw new Error(`no such event: ${name}`);
      const relay = (_event: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(eventChannel(bridge, name), relay);
      return () => {
        ipcRenderer.removeListener(eventChannel(bridge, name), relay);
      };
    },
  });
}
