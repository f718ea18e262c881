import { meaningOfWords } from '../../core/account/server-words';
import { limits } from '../../core/base/limits';
import type { ConnectionFailure, ConnectionFailureCode, ServerSettings } from '../../core/model/account';

/** What node, imapflow and nodemailer put on their errors; none of it is trusted to be there. */
interface Clues {
  readonly code: string;
  readonly message: string;
  /** IMAP response code (RFC 5530) or '' */
  readonly responseCode: string;
  /** SMTP reply code or 0 */
  readonly smtpCode: number;
  readonly words: string | null;
  readonly isAuth: boolean;
  readonly isTls: boolean;
}

const byNodeCode: Readonly<Record<string, ConnectionFailureCode>> = {
  ENOTFOUND: 'nameNotFound', ENODATA: 'nameNotFound', EDNS: 'nameNotFound',
  ECONNREFUSED: 'refused',
  MailboxUnavailable: 'mailboxUnavailable',
  ETIMEDOUT: 'timeout', ETIMEOUT: 'timeout', ESOCKETTIMEDOUT: 'timeout', CONNECT_TIMEOUT: 'timeout', GREETING_TIMEOUT: 'timeout', UPGRADE_TIMEOUT: 'timeout',
  // the resolver itself cannot be reached: that says nothing of the name
  EAI_AGAIN: 'unreachable', EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ENETDOWN: 'unreachable', EHOSTDOWN: 'unreachable', EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'closed', EPIPE: 'closed', ECONNABORTED: 'closed', ClosedAfterConnectTLS: 'closed', ClosedAfterConnectText: 'closed', NoConnection: 'closed',
  EConnectionClosed: 'closed', ECONNECTION: 'closed',
  CERT_HAS_EXPIRED: 'certificateExpired', CERT_NOT_YET_VALID: 'certificateExpired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateName', HOSTNAME_MISMATCH: 'certificateName',
  LINE_TAMPERED: 'tampered', STARTTLS_INJECTION: 'tampered',
  PROXY_FAILED: 'proxyFailed', LOGIN_NOT_OFFERED: 'loginNotOffered', PLAIN_NOT_ALLOWED: 'plainNotAllowed', SASL_NONSENSE: 'serverError',
  // imapflow's names for what no IMAP server says
  LineTooLarge: 'notThisProtocol', ResponseTooLarge: 'notThisProtocol', UnexpectedTag: 'notThisProtocol', InvalidResponse: 'notThisProtocol', ResponseProcessingFailed: 'notThisProtocol',
  ERR_SSL_WRONG_VERSION_NUMBER: 'notThisProtocol', ERR_SSL_PACKET_LENGTH_TOO_LONG: 'notThisProtocol', ERR_SSL_HTTP_REQUEST: 'notThisProtocol',
};

const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_(?!HAS_EXPIRED|NOT_YET_VALID)\w+|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT_\w+)$/;

/**
 * Names what went wrong in one closed word; a certificate is looked at by the caller (`describeCertificate`).
 * @param error as thrown by a socket, TLS, imapflow or nodemailer
 */
export function explainConnectionError(error: unknown, server: Pick<ServerSettings, 'host' | 'port'> & Partial<Pick<ServerSettings, 'encryption'>>): ConnectionFailure {
  const clues = cluesOf(error);
  const code = codeOf(clues);
  // the server had said yes to STARTTLS, and then something other than TLS came: bytes that arrived too late to be seen as text
  const isLateInjection = code === 'notThisProtocol' && server.encryption === 'starttls' && /ssl|tls|wrong version|packet length/i.test(`${clues.code} ${clues.message}`);
  return { code: isLateInjection ? 'tampered' : code, host: server.host, port: server.port, serverSaid: clues.words, certificate: null };
}

/** The password, or the account itself, was turned down: trying again by ourselves could lock it. */
export function isAuthenticationFailure({ code }: ConnectionFailure): boolean {
  return code === 'passwordWrong' || code === 'accountLocked' || code === 'activationNeeded';
}

export function isCertificateFailure({ code }: ConnectionFailure): boolean {
  return code === 'certificateNotTrusted' || code === 'certificateName' || code === 'certificateExpired';
}

function codeOf(clues: Clues): ConnectionFailureCode {
  const { code, message, isAuth, isTls } = clues;
  if (isAuth) return authenticationCode(clues);
  if (untrusted.test(code)) return 'certificateNotTrusted';
  const known = byNodeCode[code];
  if (known) return known;
  if (/wrong version number|packet length too long|http request/i.test(message)) return 'notThisProtocol';
  if (/certificate has expired|not yet valid/i.test(message)) return 'certificateExpired';
  if (/does not match certificate/i.test(message)) return 'certificateName';
  if (/self.signed certificate|unable to (get|verify)/i.test(message)) return 'certificateNotTrusted';
  if (isTls && /does not support STARTTLS/i.test(message)) return 'tlsNotOffered';
  if (/error upgrading connection with STARTTLS|STARTTLS not supported/i.test(message)) return 'tlsNotOffered';
  if (isTls || code.startsWith('ERR_SSL') || code === 'EPROTO') return 'tlsFailed';
  if (code === 'EENVELOPE') return 'senderRefused';
  if (/greeting/i.test(message)) return code === 'EPROTOCOL' ? 'notThisProtocol' : 'timeout';
  return 'serverError';
}

/** RFC 5530 for IMAP, RFC 4954 section 6 for SMTP; the words decide only where the codes say "no" and nothing more. */
function authenticationCode({ responseCode, smtpCode, words, message }: Clues): ConnectionFailureCode {
  switch (responseCode) {
    case 'UNAVAILABLE': case 'SERVERBUG': case 'LIMIT': case 'INUSE':
      return 'serverError';
    case 'PRIVACYREQUIRED':
      return 'plainNotAllowed';
    default:
  }
  const said = words ?? message;
  const meant = meaningOfWords(said);
  if (meant === 'passwordMustChange') return 'activationNeeded';
  if (meant !== null) return meant;
  if (/^(CONTACTADMIN|EXPIRED|AUTHORIZATIONFAILED|NOPERM)$/.test(responseCode)) return 'accountLocked';
  if (smtpCode === 530 || smtpCode === 538) return 'tlsNotOffered';
  if (smtpCode === 504 || /5\.7\.139/.test(said)) return 'loginNotOffered';
  if (smtpCode >= 400 && smtpCode < 500) return 'serverError';
  return 'passwordWrong';
}

function cluesOf(error: unknown): Clues {
  if (!(error instanceof Error)) return { code: '', message: String(error), responseCode: '', smtpCode: 0, words: null, isAuth: false, isTls: false };
  const extra = error as Error & Record<string, unknown>;
  // nodemailer writes ESOCKET, EDNS or ETLS over the system's code and keeps that beside it
  const own = typeof extra.code === 'string' ? extra.code : '';
  const code = typeof extra.originalCode === 'string' ? extra.originalCode : own;
  const isSmtpAuth = own === 'EAUTH';
  return {
    code, message: error.message,
    responseCode: typeof extra.serverResponseCode === 'string' ? extra.serverResponseCode.toUpperCase() : '',
    smtpCode: typeof extra.responseCode === 'number' ? extra.responseCode : 0,
    words: serverWords(extra),
    isAuth: extra.authenticationFailed === true || isSmtpAuth,
    isTls: extra.tlsFailed === true || own === 'ETLS',
  };
}

function serverWords(extra: Readonly<Record<string, unknown>>): string | null {
  const said = [extra.responseText, extra.response, extra.reason].find((words): words is string => typeof words === 'string' && words.trim() !== '');
  if (said === undefined) return null;
  return said.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, limits.serverWords);
}
