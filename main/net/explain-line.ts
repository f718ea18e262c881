import type { ConnectionFailure } from '../../core/model/account';
import { explainConnectionError, isCertificateFailure } from './explain-connection-error';
import { lookAtServer, type LineTo, type ServerLook } from './look-at-server';

/** Failures behind which the sign-in page of a network may stand. */
const worthALook: ReadonlySet<ConnectionFailure['code']> = new Set([
  'certificateNotTrusted', 'certificateName', 'certificateExpired', 'notThisProtocol', 'tlsFailed', 'timeout',
]);
/** Where a web server has every right to be: there a wrong port was typed. */
const webPorts: ReadonlySet<number> = new Set([80, 443, 8000, 8080, 8443]);

/** Names what went wrong with a line; where it helps, looks at the server once more. */
export async function explainLine(error: unknown, line: LineTo, protocol: 'imap' | 'smtp', greetingMillis?: number): Promise<ConnectionFailure> {
  const failure = explainConnectionError(error, line.server);
  return worthALook.has(failure.code) ? seen(failure, await lookAtServer(line, protocol, greetingMillis)) : failure;
}

function seen(failure: ConnectionFailure, look: ServerLook): ConnectionFailure {
  const certificate = isCertificateFailure(failure) ? look.certificate : null;
  if (look.speaks === 'page' && !look.isTrusted && !webPorts.has(failure.port)) return { ...failure, code: 'captivePortal', certificate };
  if ((look.speaks === 'page' || look.speaks === 'webError') && !isCertificateFailure(failure)) return { ...failure, code: 'notThisProtocol' };
  return { ...failure, certificate };
}
