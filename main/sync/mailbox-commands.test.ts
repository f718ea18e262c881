import type { ImapFlow } from 'imapflow';
import { expect, it } from 'vitest';
import { expungeLetter } from './mailbox-commands';
import type { SelectedFolder } from './mailbox-line';

/** A server that lets us mark letters as deleted and not expunge them (RFC 4314: t without e). */
function withoutExpunge(said: string[]): SelectedFolder {
  const client = {
    exec(command: string, attributes: readonly unknown[]) {
      said.push(`${command} ${JSON.stringify(attributes)}`);
      if (command === 'UID EXPUNGE') return Promise.reject(Object.assign(new Error('Command failed'), { responseStatus: 'NO', serverResponseCode: 'NOPERM' }));
      return Promise.resolve({ response: {}, next: () => undefined });
    },
  };
  return { client: client as unknown as ImapFlow, path: 'Chung', lost: new AbortController().signal, uidValidity: '7', uidNext: 9, highestModseq: null, readOnly: false, permanentFlags: new Set() };
}

it('a letter that may not be removed is not left marked as deleted', async () => {
  const said: string[] = [];
  expect(await expungeLetter(withoutExpunge(said), 4)).toMatchObject({ refused: 'notAllowed' });
  expect(said.map((one) => /UID \w+|[+-]FLAGS/g.exec(one)?.[0])).toEqual(['UID STORE', 'UID EXPUNGE', 'UID STORE']);
  expect(said.at(-1)).toContain('-FLAGS.SILENT');
});
