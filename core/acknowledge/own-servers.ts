import type { AccountSettings } from '../model/account';

/** Names under which our own mail server may speak in Authentication-Results: its hosts, and everything in our mail domain. */
export function ownServersOf({ address, imap, smtp }: Pick<AccountSettings, 'address' | 'imap' | 'smtp'>): readonly string[] {
  return [imap.host, smtp.host, `.${address.slice(address.lastIndexOf('@') + 1)}`];
}
