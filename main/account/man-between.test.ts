import { afterEach, describe, expect, it } from 'vitest';
import type { Encryption } from '../../core/model/account';
import { scriptedCertificate, startScriptedServer, type ScriptedLine, type ScriptedOptions, type ScriptedServer } from '../../scripts/desk/scripted-server';
import type { MailLogin } from '../net/mail-login';
import { checkSmtp } from '../outbox/check-smtp';
import { probeImap } from '../sync/probe-imap';

const password = 'a secret word';
const readable = [password, Buffer.from(password).toString('base64'), Buffer.from(`\0clerk\0${password}`).toString('base64')];
const certificate = scriptedCertificate();
const servers: ScriptedServer[] = [];

async function play(script: (line: ScriptedLine) => Promise<void>, options: ScriptedOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer(script, { certificate, ...options });
  servers.push(server);
  return server;
}

function login(server: ScriptedServer, encryption: Encryption): MailLogin {
  return { server: { host: 'localhost', port: server.port, encryption }, user: 'clerk', password, trust: { anchors: [server.caPem], acceptedFingerprint: null } };
}

async function codeOf(check: Promise<{ readonly ok: boolean; readonly failure?: { readonly code: string } }>): Promise<string> {
  const result = await check;
  return result.failure?.code ?? 'ok';
}

function expectNoSecret(server: ScriptedServer): void {
  for (const secret of readable) expect(server.heard()).not.toContain(secret);
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Answers until one of `ends` is heard, and gives its tag. */
async function imapUntil(line: ScriptedLine, capability: string, ends: RegExp): Promise<string | null> {
  for (let said = await line.read(); said !== null; said = await line.read()) {
    const [tag = '', command = ''] = said.split(' ');
    if (ends.test(command)) return tag;
    await line.say(`${command.toUpperCase() === 'CAPABILITY' ? `* CAPABILITY ${capability}\r\n` : ''}${tag} OK done\r\n`);
  }
  return null;
}

async function smtpUntil(line: ScriptedLine, capabilities: readonly string[], ends: RegExp): Promise<string | null> {
  for (let said = await line.read(); said !== null; said = await line.read()) {
    if (ends.test(said)) return said;
    const lines = ['mail.test.test', ...capabilities];
    await line.say(/^EHLO/i.test(said) ? lines.map((one, at) => `250${at === lines.length - 1 ? ' ' : '-'}${one}\r\n`).join('') : '502 5.5.1 no\r\n');
  }
  return null;
}

const open = 'IMAP4rev1 SASL-IR STARTTLS AUTH=PLAIN';

describe('between us and an IMAP server with STARTTLS', () => {
  it('whoever takes STARTTLS out of the list gets no password', async () => {
    const server = await play(async (line) => {
      await line.say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN] ready\r\n');
      await imapUntil(line, 'IMAP4rev1 AUTH=PLAIN', /never/);
    });
    expect(await codeOf(probeImap(login(server, 'starttls')))).toBe('tlsNotOffered');
    expectNoSecret(server);
  });

  it('whoever refuses STARTTLS gets no password', async () => {
    const server = await play(async (line) => {
      await line.say(`* OK [CAPABILITY ${open}] ready\r\n`);
      const tag = await imapUntil(line, open, /^STARTTLS$/i);
      await line.say(`${tag} BAD not now\r\n`);
      await imapUntil(line, open, /never/);
    });
    expect(await codeOf(probeImap(login(server, 'starttls')))).toBe('tlsNotOffered');
    expectNoSecret(server);
  });

  it('whoever puts words behind the answer is noticed before TLS begins', async () => {
    const server = await play(async (line) => {
      await line.say(`* OK [CAPABILITY ${open}] ready\r\n`);
      const tag = await imapUntil(line, open, /^STARTTLS$/i);
      await line.say(`${tag} OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n1 OK in\r\n`);
      await line.startTls();
      await imapUntil(line, open, /never/);
    });
    expect(await codeOf(probeImap(login(server, 'starttls')))).toBe('tampered');
    expectNoSecret(server);
  });

  it('whoever sends them a moment later spoils the handshake and is noticed all the same', async () => {
    const server = await play(async (line) => {
      await line.say(`* OK [CAPABILITY ${open}] ready\r\n`);
      const tag = await imapUntil(line, open, /^STARTTLS$/i);
      await line.say(`${tag} OK begin\r\n`);
      // our hello has begun to arrive: the text comes when TLS is awaited
      await new Promise((resolve) => setTimeout(resolve, 50));
      await line.say('* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n');
      await line.read();
    });
    expect(await codeOf(probeImap(login(server, 'starttls')))).toBe('tampered');
    expectNoSecret(server);
  });

  it.each([['starttls', false], ['tls', true]] as const)('a greeting that lets us in without a login is not believed (%s)', async (encryption, tls) => {
    const server = await play(async (line) => {
      await line.say(`* PREAUTH [CAPABILITY ${open}] welcome\r\n`);
      await imapUntil(line, open, /never/);
    }, { tls });
    expect(await codeOf(probeImap(login(server, encryption)))).toBe('tampered');
    expect(server.heard()).toBe('');
  });

  it('what is named before TLS does not choose the login', async () => {
    const server = await play(async (line) => {
      await line.say(`* OK [CAPABILITY ${open} AUTH=LOGIN] ready\r\n`);
      const tag = await imapUntil(line, open, /^STARTTLS$/i);
      await line.say(`${tag} OK begin\r\n`);
      await line.startTls();
      const login1 = await imapUntil(line, 'IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN', /^(AUTHENTICATE|LOGIN)$/i);
      await line.say(`${login1} NO [AUTHENTICATIONFAILED] no\r\n`);
      await imapUntil(line, open, /never/);
    });
    expect(await codeOf(probeImap(login(server, 'starttls')))).toBe('passwordWrong');
    expect(server.heard().match(/AUTHENTICATE \S+|LOGIN/g)).toEqual(['AUTHENTICATE SCRAM-SHA-256']);
    expectNoSecret(server);
  });

  it('a certificate of somebody else ends it before the password', async () => {
    const other = scriptedCertificate('wrong-name');
    const server = await play(async (line) => {
      await line.say(`* OK [CAPABILITY ${open}] ready\r\n`);
      const tag = await imapUntil(line, open, /^STARTTLS$/i);
      await line.say(`${tag} OK begin\r\n`);
      await line.startTls();
      await imapUntil(line, open, /never/);
    }, { certificate: other });
    const result = await probeImap(login(server, 'starttls'));
    expect(result).toMatchObject({ ok: false, failure: { code: 'certificateName', certificate: { subject: expect.stringContaining('mail.elsewhere.example'), issuer: expect.stringContaining('VanThu Test Root') } } });
    expectNoSecret(server);
  });
});

describe('a server that cannot prove it knows the password', () => {
  const scram = (line: ScriptedLine, challenge: (text: string) => string, answer: (text: string) => Promise<unknown>, first: string) => async (): Promise<void> => {
    const nonce = /r=(.*)$/.exec(Buffer.from(first, 'base64').toString())?.[1] ?? '';
    await answer(challenge(Buffer.from(`r=${nonce}more,s=QSXCR+Q6sek8bf92,i=4096`).toString('base64')));
    await line.read();
    await answer(challenge(Buffer.from(`v=${Buffer.alloc(32).toString('base64')}`).toString('base64')));
  };

  it('is left, and gets nothing weaker (IMAP)', async () => {
    const server = await play(async (line) => {
      const capability = 'IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN';
      await line.say(`* OK [CAPABILITY ${capability}] ready\r\n`);
      for (let said = await line.read(); said !== null; said = await line.read()) {
        const [tag, command, , first = ''] = said.split(' ');
        if (command !== 'AUTHENTICATE') await line.say(`${tag} OK done\r\n`);
        else {
          await scram(line, (text) => `+ ${text}\r\n`, (text) => line.say(text), first)();
          // whatever we answer, it says that we are in
          await line.read();
          await line.say(`${tag} OK [CAPABILITY ${capability}] in\r\n`);
        }
      }
    }, { tls: true });
    expect(await codeOf(probeImap(login(server, 'tls')))).toBe('tampered');
    expect(server.heard().match(/AUTHENTICATE \S+|LOGIN/g)).toEqual(['AUTHENTICATE SCRAM-SHA-256']);
    expectNoSecret(server);
  });

  it('is left, and gets nothing weaker (SMTP)', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      const auth = await smtpUntil(line, ['AUTH PLAIN SCRAM-SHA-256'], /^AUTH/);
      await scram(line, (text) => `334 ${text}\r\n`, (text) => line.say(text), auth?.split(' ')[2] ?? '')();
      await line.read();
      await line.say('235 2.7.0 in\r\n');
      await smtpUntil(line, [], /never/);
    }, { tls: true });
    expect(await codeOf(checkSmtp(login(server, 'tls')))).toBe('tampered');
    expect(server.heard().match(/AUTH \S+/g)).toEqual(['AUTH SCRAM-SHA-256']);
    expectNoSecret(server);
  });

  it('is told apart from one that lets in without any exchange', async () => {
    const server = await play(async (line) => {
      const capability = 'IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-1';
      await line.say(`* OK [CAPABILITY ${capability}] ready\r\n`);
      await imapUntil(line, capability, /never/);
    }, { tls: true });
    expect(await codeOf(probeImap(login(server, 'tls')))).toBe('tampered');
  });
});

describe('between us and an SMTP server with STARTTLS', () => {
  it('whoever takes STARTTLS out of the list gets no password', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      await smtpUntil(line, ['AUTH PLAIN LOGIN'], /never/);
    });
    expect(await codeOf(checkSmtp(login(server, 'starttls')))).toBe('tlsNotOffered');
    expectNoSecret(server);
  });

  it('whoever puts words behind the answer is noticed before TLS begins', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      await smtpUntil(line, ['STARTTLS'], /^STARTTLS/);
      await line.say('220 2.0.0 go\r\n250-mail.test.test\r\n250 AUTH PLAIN\r\n');
      await line.startTls();
      await smtpUntil(line, ['AUTH PLAIN'], /never/);
    });
    expect(await codeOf(checkSmtp(login(server, 'starttls')))).toBe('tampered');
    expectNoSecret(server);
  });

  it('whoever sends them a moment later spoils the handshake and is noticed all the same', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      await smtpUntil(line, ['STARTTLS'], /^STARTTLS/);
      await line.say('220 2.0.0 go\r\n');
      await new Promise((resolve) => setTimeout(resolve, 50));
      await line.say('250 AUTH PLAIN\r\n');
      await line.read();
    });
    expect(await codeOf(checkSmtp(login(server, 'starttls')))).toBe('tampered');
    expectNoSecret(server);
  });

  it('what is named before TLS does not choose the login', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      await smtpUntil(line, ['STARTTLS', 'AUTH PLAIN LOGIN'], /^STARTTLS/);
      await line.say('220 2.0.0 go\r\n');
      await line.startTls();
      await smtpUntil(line, ['AUTH SCRAM-SHA-256 PLAIN'], /^AUTH/);
      await line.say('535 5.7.8 no\r\n');
      await smtpUntil(line, [], /never/);
    });
    expect(await codeOf(checkSmtp(login(server, 'starttls')))).toBe('passwordWrong');
    expect(server.heard().match(/AUTH \S+/g)).toEqual(['AUTH SCRAM-SHA-256']);
    expectNoSecret(server);
  });
});

describe('a login that breaks in the middle', () => {
  it('says nothing of the password (IMAP)', async () => {
    const server = await play(async (line) => {
      await line.say('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
      await imapUntil(line, 'IMAP4rev1 AUTH=PLAIN', /^AUTHENTICATE$/i);
    }, { tls: true });
    expect(await codeOf(probeImap(login(server, 'tls')))).toBe('closed');
  });

  it('says nothing of the password (SMTP)', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      await smtpUntil(line, ['AUTH PLAIN'], /^AUTH/);
    }, { tls: true });
    expect(await codeOf(checkSmtp(login(server, 'tls')))).toBe('closed');
  });

  it.each(['+ AAAA\r\n', '+ \r\n+ \r\n+ \r\n', '+\r\n+\r\n'])('ends also where the server never stops asking: %j', async (ask) => {
    const server = await play(async (line) => {
      await line.say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
      await imapUntil(line, 'IMAP4rev1 AUTH=PLAIN', /^AUTHENTICATE$/i);
      while (await line.say(ask)) if ((await line.read()) === null) return;
    }, { tls: true });
    expect(['closed', 'serverError']).toContain(await codeOf(probeImap(login(server, 'tls'))));
  });

  it('tells a passing trouble of the server from its no', async () => {
    const server = await play(async (line) => {
      await line.say('220 mail.test.test ESMTP\r\n');
      await smtpUntil(line, ['AUTH PLAIN'], /^AUTH/);
      await line.say('454 4.7.0 Temporary authentication failure\r\n');
      await smtpUntil(line, [], /never/);
    }, { tls: true });
    expect(await codeOf(checkSmtp(login(server, 'tls')))).toBe('serverError');
  });
});

describe('the words of a server', () => {
  it.each([
    ['activationNeeded', '[CONTACTADMIN] Phải đổi mật khẩu cấp lần đầu trong 6 giờ'],
    ['activationNeeded', '[AUTHENTICATIONFAILED] กรุณาเปลี่ยนรหัสผ่าน'],
    ['activationNeeded', '[EXPIRED] Password expired.'],
    ['accountLocked', '[CONTACTADMIN] Tài khoản đã bị khóa'],
    ['accountLocked', '[AUTHORIZATIONFAILED] no'],
    ['passwordWrong', '[AUTHENTICATIONFAILED] Sai tên đăng nhập hoặc mật khẩu'],
    ['serverError', '[UNAVAILABLE] later'],
  ])('mean %s: %s', async (code, words) => {
    const server = await play(async (line) => {
      await line.say('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
      const tag = await imapUntil(line, 'IMAP4rev1 AUTH=PLAIN', /^AUTHENTICATE$/i);
      await line.say(`${tag} NO ${words}\r\n`);
      await imapUntil(line, '', /never/);
    }, { tls: true });
    expect(await probeImap(login(server, 'tls'))).toMatchObject({ failure: { code, serverSaid: `NO ${words}` } });
  });
});
