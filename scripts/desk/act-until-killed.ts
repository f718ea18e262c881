import type { MailboxLine } from '../../main/sync/mailbox-line';
import { ActsDesk } from './acts-desk';

interface Input {
  readonly server: { readonly imapsPort: number; readonly caPem: string };
  readonly user: string;
  readonly same: { readonly folder: string; readonly profileKey: string };
  /** pieces of work that are let through; the next one is where the process dies */
  readonly works: number;
  /** is the last piece of work done before the process dies, so that only its answer is lost? */
  readonly isDone: boolean;
}

/** Takes up what waits, and at one piece of work says so on stdout and only waits to be killed. */
const { server, user, same, works, isDone } = JSON.parse(process.argv[2] ?? '') as Input;
let left = works;
const desk = new ActsDesk(server, user, same);
await desk.open((line: MailboxLine): MailboxLine => ({
  folders: () => line.folders(),
  get isReachable() { return line.isReachable; },
  onReachable: (listener) => line.onReachable(listener),
  placesOf: (letterId) => line.placesOf(letterId),
  lookAgain: (paths) => line.lookAgain(paths),
  async withFolder(path, work) {
    left -= 1;
    if (left >= 0) return line.withFolder(path, work);
    if (isDone) await line.withFolder(path, work);
    process.stdout.write('here\n');
    return new Promise(() => undefined);
  },
}));
await desk.parts.line.connect();
// an errand that needs fewer pieces of work than were let through ends by itself
await desk.untilSettled();
process.stdout.write('settled\n');
setInterval(() => undefined, 1000);
