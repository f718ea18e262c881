/** A driver's process as main sees it. */
export interface HostPort {
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** once, also where it could not be started at all */
  readonly onExit: (listener: () => void) => void;
  /** ends this process and no other, whatever it is doing */
  readonly kill: () => void;
}

export type StartHost = () => HostPort;

/** Where nothing is started: every driver is one that failed. */
export const noTokenHost: StartHost = () => ({
  send: () => undefined,
  onMessage: () => undefined,
  onExit: (listener) => void setImmediate(listener),
  kill: () => undefined,
});
