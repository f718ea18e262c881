import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import { fail, ok } from '../../core/base/result';
import { pemBlocks } from '../../core/pki/pem';
import type { Books } from '../open-books';

export type TrustHandlers = Pick<Handlers<AppCommands>, 'anchor.add' | 'anchor.remove' | 'key.import' | 'key.remove' | 'verdict.accept' | 'evidence.refresh' | 'evidence.status'>;

/** What stands in the question that the operating system asks. */
export interface AnchorQuestion {
  readonly holder: string;
  readonly fingerprint: string;
  readonly source: string;
  readonly domains: readonly string[];
}

export interface TrustHost {
  /** true only where a person said yes in a window that no page can reach */
  readonly confirmAnchor: (question: AnchorQuestion) => Promise<boolean>;
}

type TrustBooks = Pick<Books, 'journal' | 'places' | 'ownKeys' | 'evidenceDesk'>;

/** Acts that change what verdicts rest on: authorities, keys, fetched evidence, and a person's own word on a verdict. */
export function trustHandlers(host: TrustHost): (books: () => TrustBooks) => TrustHandlers {
  let isAsking = false;
  return (books) => ({
    'anchor.add': async ({ pem, fingerprint, holder, source, domains }) => {
      // the page says what it shows; that the bytes are those of the fingerprint in the question is found out here
      const blocks = pemBlocks(pem, ['CERTIFICATE']);
      const [certificate] = blocks;
      if (blocks.length !== 1 || certificate === undefined || createHash('sha256').update(certificate).digest('hex') !== fingerprint) return false;
      // one question at a time: a heap of them teaches people to click
      if (isAsking) return false;
      isAsking = true;
      const isAgreed = await host.confirmAnchor({ holder, fingerprint, source, domains: domains ?? [] }).finally(() => {
        isAsking = false;
      });
      if (!isAgreed) return false;
      await books().journal.append({ kind: 'anchor.added', pem, fingerprint, source, addedBy: accountName(), ...(domains && { domains }) });
      return true;
    },
    'anchor.remove': async ({ fingerprint }) => {
      await books().journal.append({ kind: 'anchor.removed', fingerprint });
      return null;
    },
    'key.import': async ({ pkcs8, pem, fingerprint, holder }) => {
      const { ownKeys, journal } = books();
      const kept = await ownKeys.keep({ pkcs8, pem, fingerprint });
      if (!kept.ok) return kept;
      await journal.append({ kind: 'key.imported', key: { fingerprint, pem, holder, addedBy: accountName() } });
      return ok(null);
    },
    'key.remove': async ({ fingerprint }) => {
      const { ownKeys, journal } = books();
      // journal first: a removal that a crash cuts short is finished at the next start
      await journal.append({ kind: 'key.removed', fingerprint });
      await ownKeys.forget(fingerprint);
      return null;
    },
    'verdict.accept': async ({ letterId, acceptance }) => {
      const { places, journal } = books();
      // a reason given for other bytes is no reason for these
      if (places.letter(letterId)?.digest !== acceptance.digest) return fail({ code: 'noSuchLetter' });
      await journal.append({ kind: 'verdict.accepted', letterId, acceptance });
      return ok(null);
    },
    'evidence.refresh': async ({ letterId }) => {
      await books().evidenceDesk.refresh(letterId);
      return null;
    },
    'evidence.status': async () => books().evidenceDesk.status(),
  });
}

/** Who sits at this computer, as the operating system calls him; goes into the journal and nowhere else. */
function accountName(): string {
  try {
    return userInfo().username.slice(0, 200);
  } catch {
    // an account without a name in the system's list (containers)
    return '';
  }
}
