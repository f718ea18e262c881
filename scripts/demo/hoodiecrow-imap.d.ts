/** The part of hoodiecrow-imap 2.1.0 in use; it brings no types of its own. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  export interface HoodiecrowConnection {
    readonly enabled: readonly string[];
    send(response: object): void;
  }

  export interface Hoodiecrow {
    readonly server: Server;
    readonly outputHandlers: ((connection: HoodiecrowConnection, response: object, description?: string) => void)[];
    listen(port: number, host: string, ready: () => void): void;
    /** `raw` is bytes as Latin-1; `internalDate` in the form of RFC 3501 */
    appendMessage(mailbox: string, flags: readonly string[], internalDate: string, raw: string): { readonly message: { readonly uid: number } };
  }

  function hoodiecrow(options: object): Hoodiecrow;
  export { hoodiecrow as default };
}
