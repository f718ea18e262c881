import { describe, expect, it } from 'vitest';
import { explainConnectionError } from './explain-connection-error';

const server = { host: 'mail.so.gov.vn', port: 993 };
const code = (message: string, extra: Readonly<Record<string, unknown>> = {}): string => explainConnectionError(Object.assign(new Error(message), extra), server).code;

describe('a connection error is said in one word', () => {
  it.each([
    ['nameNotFound', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }],
    ['nameNotFound', 'getaddrinfo ENOTFOUND', { code: 'EDNS', originalCode: 'ENOTFOUND' }],
    ['unreachable', 'getaddrinfo EAI_AGAIN', { code: 'EAI_AGAIN' }],
    ['refused', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' }],
    ['refused', 'connect ECONNREFUSED', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }],
    ['timeout', 'Failed to receive greeting', { code: 'GREETING_TIMEOUT' }],
    ['timeout', 'Connection timeout', { code: 'ETIMEDOUT' }],
    ['closed', 'read ECONNRESET', { code: 'ECONNRESET' }],
    ['closed', 'Unexpected close', { code: 'ClosedAfterConnectTLS' }],
    ['certificateNotTrusted', 'self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', tlsFailed: true }],
    ['certificateNotTrusted', 'self-signed certificate', { code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ['certificateExpired', 'certificate has expired', { code: 'CERT_HAS_EXPIRED' }],
    ['certificateName', "Hostname/IP does not match certificate's altnames", { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['tlsNotOffered', 'Server does not support STARTTLS', { tlsFailed: true }],
    ['tlsNotOffered', 'Error upgrading connection with STARTTLS: 502 5.5.1 no', { code: 'ETLS', responseCode: 502 }],
    ['notThisProtocol', 'wrong version number', { code: 'EPROTO' }],
    ['notThisProtocol', 'packet length too long', { code: 'ERR_SSL_PACKET_LENGTH_TOO_LONG' }],
    ['tlsFailed', 'tlsv1 alert protocol version', { code: 'EPROTO' }],
    ['loginNotOffered', 'no login', { code: 'LOGIN_NOT_OFFERED' }],
    ['plainNotAllowed', 'no login', { code: 'PLAIN_NOT_ALLOWED' }],
    ['proxyFailed', 'the proxy', { code: 'PROXY_FAILED' }],
    ['tampered', 'server sent data after the STARTTLS response', { code: 'STARTTLS_INJECTION', tlsFailed: true }],
    ['tampered', 'signs of tampering', { code: 'LINE_TAMPERED' }],
    ['passwordWrong', 'Command failed', { authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED', response: 'NO [AUTHENTICATIONFAILED] Authentication failed.' }],
    ['accountLocked', 'Command failed', { authenticationFailed: true, serverResponseCode: 'AUTHORIZATIONFAILED', response: 'NO [AUTHORIZATIONFAILED] This user account is disabled.' }],
    ['accountLocked', 'Command failed', { authenticationFailed: true, serverResponseCode: 'EXPIRED' }],
    ['accountLocked', 'Command failed', { authenticationFailed: true, response: 'NO Tài khoản đã bị khóa' }],
    ['activationNeeded', 'Command failed', { authenticationFailed: true, serverResponseCode: 'EXPIRED', response: 'NO [EXPIRED] Password expired.' }],
    ['activationNeeded', 'Command failed', { authenticationFailed: true, serverResponseCode: 'CONTACTADMIN', response: 'NO [CONTACTADMIN] Phải đổi mật khẩu lần đầu' }],
    ['activationNeeded', 'Command failed', { authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED', response: 'NO [AUTHENTICATIONFAILED] กรุณาเปลี่ยนรหัสผ่าน' }],
    ['activationNeeded', 'Invalid login: 535', { code: 'EAUTH', responseCode: 535, response: '535 5.7.8 Error: authentication failed: passphrase expired, has to be reset' }],
    ['accountLocked', 'Command failed', { authenticationFailed: true, serverResponseCode: 'CONTACTADMIN', response: 'NO [CONTACTADMIN] Ask for help' }],
    ['serverError', 'Command failed', { authenticationFailed: true, serverResponseCode: 'UNAVAILABLE', response: 'NO [UNAVAILABLE] Temporary authentication failure.' }],
    ['passwordWrong', 'Invalid login: 535 5.7.8', { code: 'EAUTH', responseCode: 535, response: '535 5.7.8 Error: authentication failed' }],
    ['accountLocked', 'Invalid login: 535', { code: 'EAUTH', responseCode: 535, response: '535 5.7.0 Account is locked' }],
    ['serverError', 'Invalid login: 454', { code: 'EAUTH', responseCode: 454, response: '454 4.7.0 Temporary authentication failure' }],
    ['loginNotOffered', 'Invalid login: 535', { code: 'EAUTH', responseCode: 535, response: '535 5.7.139 Authentication unsuccessful, basic authentication is switched off' }],
    ['senderRefused', 'Mail command failed', { code: 'EENVELOPE', responseCode: 553, response: '553 5.7.1 Sender address rejected' }],
    ['serverError', 'something nobody thought of', {}],
  ] as const)('%s: %s %o', (expected, message, extra) => {
    expect(code(message, extra)).toBe(expected);
  });

  it('keeps the words of the server, short and without control characters', () => {
    const { serverSaid } = explainConnectionError(Object.assign(new Error('x'), { code: 'EAUTH', response: `535 no\r\n\u202e${'a'.repeat(1000)}` }), server);
    expect(serverSaid).toHaveLength(300);
    expect(serverSaid?.startsWith('535 no a')).toBe(true);
  });

  it('survives what is no error at all', () => {
    expect(explainConnectionError(undefined, server)).toEqual({ code: 'serverError', host: server.host, port: server.port, serverSaid: null, certificate: null });
  });
});
