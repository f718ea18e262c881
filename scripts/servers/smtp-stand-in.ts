import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { PostfixConfig } from './postfix-config';
import { sendMail } from './send-mail';
import type { SmtpServer } from './smtp-server-port';
import type { TestCertificate } from './test-certificate';

/** smtp-server in Postfix's place for an ordinary user: same ports, same rules, delivery into the same Dovecot. */
export async function startSmtpStandIn(
  config: PostfixConfig,
  certificate: TestCertificate,
  isPassword: (user: string, password: string) => boolean,
): Promise<SmtpServer> {
  const logPath = join(config.folder, 'smtp-server.log');
  const options: SMTPServerOptions = {
    key: certificate.keyPem,
    cert: certificate.certificatePem,
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: 100_000_000,
    onAuth({ username, password }, _session, done) {
      if (isPassword(username ?? '', password ?? '')) done(null, { user: username });
      else done(refusal(535, '5.7.8 Error: authentication failed'));
    },
    onMailFrom({ address }, _session, done) {
      if (address === '' && config.rejectNullSender) done(refusal(550, '5.7.1 null sender is not accepted here'));
      else done();
    },
    onRcptTo({ address }, _session, done) {
      const domain = address.split('@')[1]?.toLowerCase() ?? '';
      if (config.domains.includes(domain)) done();
      else done(refusal(550, '5.4.4 no mail leaves this test server'));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        sendMail({ protocol: 'lmtp', port: config.ports.lmtp }, { from, to }, Buffer.concat(chunks)).then(
          () => {
            appendFileSync(logPath, `${new Date().toISOString()} from=<${from}> to=<${to.join(',')}>\n`);
            done();
          },
          (error: Error) => done(refusal(451, `4.3.0 ${error.message}`)),
        );
      });
    },
  };
  let running: readonly SMTPServer[] = [];
  const start = async (): Promise<void> => {
    running = [
      await listen(new SMTPServer(options), config.ports.submission),
      await listen(new SMTPServer({ ...options, secure: true }), config.ports.smtps),
    ];
  };
  const stop = async (): Promise<void> => {
    for (const server of running) await new Promise<void>((resolve) => server.close(resolve));
    running = [];
  };
  await start();
  return { kind: 'smtp-server', logPath, start, stop };
}

function listen(server: SMTPServer, port: number): Promise<SMTPServer> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A client that resets its connection is that test's business, not a reason to end the process.
      server.on('error', () => undefined);
      resolve(server);
    });
  });
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
