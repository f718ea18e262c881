import type { ServerGuess } from '../../../core/contract/commands';
import type { AccountSettings, Encryption, ServerSettings } from '../../../core/model/account';

/** Settings while they are being typed: ports are text until they are a number. */
export interface ServerDraft {
  readonly host: string;
  readonly port: string;
  readonly encryption: Encryption;
}

export interface ConnectDraft {
  readonly address: string;
  readonly displayName: string;
  readonly user: string;
  readonly imap: ServerDraft;
  readonly smtp: ServerDraft;
  readonly acceptedCertificates: Readonly<Record<string, string>>;
}

export type DraftProblem = 'address' | 'user' | 'imapHost' | 'imapPort' | 'smtpHost' | 'smtpPort';

function draftOf(server: ServerSettings): ServerDraft {
  return { host: server.host, port: String(server.port), encryption: server.encryption };
}

export function draftFromGuess(address: string, displayName: string, guess: ServerGuess): ConnectDraft {
  return { address, displayName, user: guess.user, imap: draftOf(guess.imap), smtp: draftOf(guess.smtp), acceptedCertificates: {} };
}

export function isAddress(text: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(text.trim());
}

export function draftProblems(draft: ConnectDraft): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (!isAddress(draft.address)) problems.push('address');
  if (draft.user.trim() === '') problems.push('user');
  if (draft.imap.host.trim() === '') problems.push('imapHost');
  if (portOf(draft.imap) === null) problems.push('imapPort');
  if (draft.smtp.host.trim() === '') problems.push('smtpHost');
  if (portOf(draft.smtp) === null) problems.push('smtpPort');
  return problems;
}

function portOf(server: ServerDraft): number | null {
  const port = /^\d{1,5}$/.test(server.port.trim()) ? Number(server.port) : 0;
  return port >= 1 && port <= 65535 ? port : null;
}

function settingsOf(server: ServerDraft): ServerSettings {
  return { host: server.host.trim(), port: portOf(server) ?? 0, encryption: server.encryption };
}

/** Call only on a draft without problems. */
export function draftSettings(draft: ConnectDraft): AccountSettings {
  return {
    address: draft.address.trim(), displayName: draft.displayName.trim(), aliases: [], user: draft.user.trim(),
    imap: settingsOf(draft.imap), smtp: settingsOf(draft.smtp), acceptedCertificates: draft.acceptedCertificates,
  };
}

/** The port that belongs to an encryption, unless a person chose one of their own. */
export function withEncryption(kind: 'imap' | 'smtp', server: ServerDraft, encryption: Encryption): ServerDraft {
  const usual = standardPorts[kind];
  const isStandard = Object.values(usual).includes(Number(server.port));
  return { ...server, encryption, port: isStandard ? String(usual[encryption]) : server.port };
}

/** RFC 8314 for TLS, RFC 6409 for submission. */
const standardPorts: Readonly<Record<'imap' | 'smtp', Readonly<Record<Encryption, number>>>> = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 587 },
};

export function acceptCertificate(draft: ConnectDraft, host: string, port: number, fingerprint: string): ConnectDraft {
  return { ...draft, acceptedCertificates: { ...draft.acceptedCertificates, [`${host}:${port}`]: fingerprint } };
}
