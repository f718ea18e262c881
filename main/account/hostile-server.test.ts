import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptedCertificate, startScriptedServer, type ScriptedLine, type ScriptedServer } from '../../scripts/desk/scripted-server';
import { limits } from '../../core/base/limits';
import type { MailLogin } from '../net/mail-login';
import { checkSmtp } from '../outbox/check-smtp';
import { probeImap } from '../sync/probe-imap';

const certificate = scriptedCertificate();
const MB = 1024 * 1024;
const servers: ScriptedServer[] = [];

async function play(script: (line: ScriptedLine) => Promise<void>): Promise<MailLogin> {
  const server = await startScriptedServer(script, { tls: true, certificate });
  servers.push(server);
  return { server: { host: 'localhost', port: server.port, encryption: 'tls' }, user: 'clerk', password: 'test', trust: { anchors: [server.caPem], acceptedFingerprint: null } };
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Bytes that came on top of what was held before, at the highest. */
async function mostHeld(work: () => Promise<unknown>): Promise<number> {
  const held = (): number => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, held() - before)), 5);
  await work();
  clearInterval(timer);
  return Math.max(most, held() - before);
}

/** What an honest server says to each command of a look at a mailbox, and to what ends it. */
const answers: Readonly<Record<string, string>> = {
  CAPABILITY: '* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE UIDPLUS CONDSTORE ENABLE NAMESPACE SPECIAL-USE\r\n',
  NAMESPACE: '* NAMESPACE (("" "/")) NIL NIL\r\n',
  ENABLE: '* ENABLED CONDSTORE\r\n',
  LIST: '* LIST (\\HasNoChildren) "/" "INBOX"\r\n* LIST (\\HasNoChildren \\Sent) "/" {4}\r\nSent\r\n',
  LSUB: '* LSUB (\\HasNoChildren) "/" "INBOX"\r\n',
  SELECT: '* FLAGS (\\Answered \\Seen)\r\n* OK [PERMANENTFLAGS (\\Answered \\Seen \\*)] ok\r\n* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n* OK [HIGHESTMODSEQ 9] ok\r\n',
};

/** @param write says the server's words, mangled as the test wants */
async function honest(line: ScriptedLine, write: (text: string) => Promise<unknown>): Promise<void> {
  await write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
  for (let said = await line.read(); said !== null; said = await line.read()) {
    const [tag = '', command = ''] = said.split(' ');
    await write(`${answers[command.toUpperCase()] ?? ''}${tag} OK done\r\n`);
  }
}

/** Goes on from the login with something else. */
async function afterLogin(line: ScriptedLine, then: (tag: string) => Promise<void>): Promise<void> {
  await line.say('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n');
  for (let said = await line.read(); said !== null; said = await line.read()) {
    const [tag = '', command = ''] = said.split(' ');
    if (command.toUpperCase() === 'SELECT') return then(tag);
    await line.say(`${answers[command.toUpperCase()] ?? ''}${tag} OK done\r\n`);
  }
}

async function flood(line: ScriptedLine, piece: string, bytes: number): Promise<void> {
  const block = Buffer.from(piece.repeat(Math.max(1, Math.floor(64 * 1024 / piece.length))));
  for (let sent = 0; sent < bytes; sent += block.length) if (!(await line.say(block))) return;
}

describe('an honest server', () => {
  it('is understood, also where it puts in continuation lines that nobody asked for', async () => {
    expect(await probeImap(await play((line) => honest(line, (text) => line.say(text))))).toMatchObject({ ok: true, value: { letters: 3, mailboxes: 2, canClaim: true } });
    const login = await play((line) => honest(line, (text) => line.say(text.startsWith('*') ? `${text.split('\r\n')[0]}\r\n+ go on\r\n${text.slice(text.indexOf('\r\n') + 2)}` : text)));
    expect(await probeImap(login)).toMatchObject({ ok: true, value: { letters: 3 } });
  });
});

describe('a hostile IMAP server', () => {
  it('with garbage at any byte leads to an answer or a named failure, and keeps nothing running', async () => {
    const letters: number[] = [];
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 900 }), fc.constantFrom('', '\0', '{', '"', ')', '\r\n', '* ', '+ ', '{99999999999}\r\n', '\u00ff\u00fe', ']'), async (at, garbage) => {
      let sent = 0;
      const login = await play(async (line) => {
        let quiet: NodeJS.Timeout | undefined;
        await honest(line, (text) => {
          const place = at - sent;
          sent += text.length;
          // once spoilt, a client may wait for what never comes: the line ends then
          clearTimeout(quiet);
          if (sent > at) quiet = setTimeout(() => line.cut(), 150);
          return line.say(Buffer.from(place >= 0 && place < text.length ? text.slice(0, place) + garbage + text.slice(place + (garbage === '' ? 1 : 0)) : text, 'latin1'));
        });
        clearTimeout(quiet);
      });
      const result = await probeImap(login);
      if (result.ok) letters.push(result.value.letters);
      else expect(['closed', 'serverError', 'notThisProtocol', 'passwordWrong', 'mailboxUnavailable', 'loginNotOffered', 'tampered', 'timeout']).toContain(result.failure.code);
    }), { seed: 20261122, numRuns: 40 });
    expect(letters.length).toBeGreaterThan(0);
    // what is spoilt may be missing, but nothing is made up
    for (const count of letters) expect(count).toBeLessThanOrEqual(3);
  });

  it.each([
    ['a literal of 4 GB', '* 1 FETCH (UID 1 BODY[] {4294967296}\r\n'],
    ['a literal larger than any number', `* 1 FETCH (UID 1 BODY[] {${'9'.repeat(400)}}\r\n`],
    ['a literal in place of a status', 'NO {70000000}\r\n'],
  ])('that announces %s is left before it is believed', async (_what, words) => {
    const login = await play((line) => afterLogin(line, async () => {
      await line.say(words);
      await flood(line, 'x', 4 * MB);
      await line.read();
    }));
    let failure: unknown;
    const most = await mostHeld(async () => {
      const result = await probeImap(login);
      failure = result.ok ? 'ok' : result.failure.code;
    });
    expect(['serverError', 'notThisProtocol', 'closed']).toContain(failure);
    expect(most).toBeLessThan(100 * MB);
  });

  it('whose line never ends is left at the limit', async () => {
    const login = await play((line) => afterLogin(line, async () => {
      await line.say('* ');
      await flood(line, 'x', 4 * limits.imapLineBytes);
    }));
    const most = await mostHeld(async () => {
      expect(await probeImap(login)).toMatchObject({ ok: false, failure: { code: 'notThisProtocol' } });
    });
    expect(most).toBeLessThan(8 * limits.imapLineBytes);
  });

  it('whose one answer goes on and on in small literals is left at the limit', async () => {
    const login = await play((line) => afterLogin(line, async () => {
      await line.say('* 1 FETCH (');
      await flood(line, `X {1000}\r\n${'x'.repeat(1000)} `, 2 * (limits.imapLiteralBytes + limits.imapLineBytes));
    }));
    const most = await mostHeld(async () => {
      expect(await probeImap(login)).toMatchObject({ ok: false, failure: { code: 'notThisProtocol' } });
    });
    expect(most).toBeLessThan(4 * (limits.imapLiteralBytes + limits.imapLineBytes));
  });

  it('that talks without end is heard without being remembered', async () => {
    const login = await play((line) => afterLogin(line, () => flood(line, '* OK [X-Y zzz] still here, and here, and here\r\n* 3 EXISTS\r\n', 1 * MB)));
    const most = await mostHeld(async () => {
      expect(await probeImap(login)).toMatchObject({ ok: false, failure: { code: 'closed' } });
    });
    expect(most).toBeLessThan(150 * MB);
  });

  it.each(['', '* 4294967295 EXISTS\r\n'])('that cannot say how many letters it has is left: %j', async (said) => {
    const login = await play((line) => afterLogin(line, async (tag) => {
      await line.say(`${answers['SELECT']?.replace('* 3 EXISTS\r\n', said)}${tag} OK done\r\n`);
      await honest(line, (text) => line.say(text));
    }));
    expect(await probeImap(login)).toMatchObject({ ok: false, failure: { code: 'notThisProtocol' } });
  });

  it('that answers commands before they are asked is left', async () => {
    const login = await play((line) => afterLogin(line, async (tag) => {
      await line.say(`${Array.from({ length: 40 }, (_, at) => `${(Number.parseInt(tag, 16) + at + 1).toString(16).toUpperCase()} OK in advance\r\n`).join('')}`);
      await line.say(`${answers['SELECT']}${tag} OK done\r\n`);
      await honest(line, (text) => line.say(text));
    }));
    // answers in advance count for nothing: either the line is left, or the real answers decide
    const result = await probeImap(login);
    if (result.ok) expect(result.value).toMatchObject({ letters: 3, mailboxes: 2 });
  });
});

describe('a hostile SMTP server', () => {
  it.each([
    ['a greeting without end', async (line: ScriptedLine) => flood(line, '220-x\r\n', 8 * MB)],
    ['a line without end', async (line: ScriptedLine) => flood(line, '2', 8 * MB)],
    ['no SMTP at all', async (line: ScriptedLine) => void (await line.say('SSH-2.0-OpenSSH_9.2\r\n'), await line.read())],
  ])('with %s is left', async (_what, script) => {
    const login = await play(script);
    let code = '';
    const most = await mostHeld(async () => {
      const result = await checkSmtp(login);
      code = result.ok ? 'ok' : result.failure.code;
    });
    expect(['serverError', 'notThisProtocol', 'closed']).toContain(code);
    expect(most).toBeLessThan(100 * MB);
  });
});
