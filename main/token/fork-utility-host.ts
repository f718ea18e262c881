import { utilityProcess } from 'electron';
import type { HostPort } from './host-port';

/** The process of one driver in the app. @param entry the built token-host */
export function forkUtilityHost(entry: string): HostPort {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'VanThu PKCS #11', stdio: 'ignore',
    // a driver carries its vendor's signature, not ours (hardened runtime of macOS)
    allowLoadingUnsignedLibraries: true,
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => {
      // a hanging driver does not hear the polite signal
      const { pid } = child;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      else child.kill();
    },
  };
}
