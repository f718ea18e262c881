import type { ServerGuess } from '../../../core/contract/commands';
import type { ConnectDraft } from './draft';

/** Hosts that the domain's records name outside the domain itself (RFC 6186, 6): used only after a person agreed; one typed by hand is agreed to by typing. */
export function outsideTargets(guess: ServerGuess, draft: ConnectDraft): readonly string[] {
  const hosts = ([['imap', guess.imap], ['smtp', guess.smtp]] as const)
    .filter(([kind, server]) => server.needsConfirmation && draft[kind].host.trim().toLowerCase() === server.host.toLowerCase())
    .map(([, server]) => server.host);
  return [...new Set(hosts)];
}
