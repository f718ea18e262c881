import * as v from 'valibot';
import { HostDesk } from './host-desk';
import { loadCryptoki } from './load-cryptoki';
import { hostRequest, type HostAnswer } from './token-messages';

/**
 * The process of one driver. It is started, asked and, when it hangs, killed by main; as an Electron utility process it speaks over its parent port, as a
 * plain child process over the channel it was forked with.
 */
const desk = new HostDesk(loadCryptoki);
const parent = process.parentPort as Electron.ParentPort | undefined;

function answer(message: HostAnswer): void {
  if (parent === undefined) process.send?.(message);
  else parent.postMessage(message);
}

// one after the other: a driver is not asked twice at a time
let work: Promise<void> = Promise.resolve();
function hear(message: unknown): void {
  const request = v.parse(hostRequest, message);
  work = work.then(async () => answer({ id: request.id, said: await desk.answer(request.ask) }));
}

if (parent === undefined) {
  process.on('message', hear);
  // main is gone: nobody needs the driver any more
  process.on('disconnect', () => process.exit(0));
} else {
  parent.on('message', ({ data }) => hear(data));
}
