import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { commandChannel, droppedChannel, eventChannel, type BridgeName } from '../core/contract/channels';

/**
 * One of the two files that touch raw IPC. Only named commands go out and only named events come in; the emitter, the
 * IPC event object and its sender never reach the page.
 */
export function exposeBridge(bridge: BridgeName, commands: readonly string[], events: readonly string[]): void {
  const knownCommands = new Set(commands);
  const knownEvents = new Set(events);
  // the page cannot make up a File with a path: main believes the paths that come from here, and no others
  const files = bridge !== 'app' ? {} : {
    pathOf(file: unknown): string | null {
      const path = webUtils.getPathForFile(file as File);
      if (path === '') return null;
      ipcRenderer.send(droppedChannel, path);
      return path;
    },
  };
  contextBridge.exposeInMainWorld('vanthu', {
    ...files,
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
