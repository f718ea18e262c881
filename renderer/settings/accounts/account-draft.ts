import type { AccountSettings, ProxyChoice } from '../../../core/model/account';
import { draftProblems, draftSettings, isAddress } from '../connect/draft';
import type { ConnectDraft, DraftProblem } from '../connect/draft';

/** Settings of a known account while they are being typed. */
export interface AccountDraft extends ConnectDraft {
  readonly login: 'password' | 'oauth2';
  readonly proxy: { readonly kind: ProxyChoice['kind']; readonly host: string; readonly port: string };
  /** one a line */
  readonly aliases: string;
}

export type AccountProblem = DraftProblem | 'proxyHost' | 'proxyPort' | 'aliases';

export function draftOfAccount(settings: AccountSettings): AccountDraft {
  const { address, displayName, user, imap, smtp, acceptedCertificates, login, proxy, aliases } = settings;
  return {
    address, displayName, user, acceptedCertificates, login: login ?? 'password', aliases: aliases.join('\n'),
    imap: { ...imap, port: String(imap.port) }, smtp: { ...smtp, port: String(smtp.port) },
    proxy: proxy !== undefined && 'host' in proxy ? { kind: proxy.kind, host: proxy.host, port: String(proxy.port) } : { kind: proxy?.kind ?? 'none', host: '', port: '' },
  };
}

export function accountProblems(draft: AccountDraft): readonly AccountProblem[] {
  const problems: AccountProblem[] = [...draftProblems(draft)];
  if (draft.proxy.kind === 'socks5' || draft.proxy.kind === 'http') {
    if (draft.proxy.host.trim() === '') problems.push('proxyHost');
    if (proxyPort(draft) === null) problems.push('proxyPort');
  }
  if (!aliasesOf(draft).every(isAddress)) problems.push('aliases');
  return problems;
}

/** Call only on a draft without problems. A certificate goes with the server it was accepted for. */
export function settingsOfDraft(draft: AccountDraft): AccountSettings {
  const { proxy } = draft;
  return {
    ...draftSettings(draft),
    aliases: aliasesOf(draft),
    login: draft.login,
    proxy: proxy.kind === 'socks5' || proxy.kind === 'http' ? { kind: proxy.kind, host: proxy.host.trim(), port: proxyPort(draft) ?? 0 } : { kind: proxy.kind },
  };
}

function aliasesOf({ aliases }: AccountDraft): readonly string[] {
  return aliases.split(/[\n,;]/).map((line) => line.trim()).filter((line) => line !== '');
}

function proxyPort({ proxy }: AccountDraft): number | null {
  const port = /^\d{1,5}$/.test(proxy.port.trim()) ? Number(proxy.port) : 0;
  return port >= 1 && port <= 65535 ? port : null;
}
