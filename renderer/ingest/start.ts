import type { IngestBridge } from '../../core/contract/bridge';
import type { FromWorker, ToWorker } from './ask-main';

declare const vanthu: IngestBridge;

/** a part that keeps the worker busy for longer than this ends the worker; the attempt was journalled before */
const longestPart = 90_000;

/** waits before the next worker: doubled while they keep dying, so that a full disk is not hammered */
const firstWait = 500;
const longestWait = 60_000;
let wait = firstWait;

/** The hidden window holds the bridge and watches the worker; it opens nothing itself. */
function startWorker(): void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const post = (message: ToWorker): void => worker.postMessage(message);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const steady = setTimeout(() => (wait = firstWait), longestWait);
  const endings = [
    vanthu.on('journal.advanced', () => post({ type: 'event', name: 'journal.advanced' })),
    vanthu.on('app.changed', () => post({ type: 'event', name: 'app.changed' })),
  ];
  const restart = (): void => {
    // a dying worker may say so several times; two workers would write one store
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    clearTimeout(steady);
    worker.terminate();
    for (const end of endings) end();
    setTimeout(startWorker, wait);
    wait = Math.min(wait * 2, longestWait);
  };
  worker.addEventListener('error', restart);
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    if (message.type === 'failed') return restart();
    if (message.type === 'busy') {
      clearTimeout(timer);
      if (message.with !== null) timer = setTimeout(restart, message.atMost ?? longestPart);
      return;
    }
    return void vanthu.ask(message.name, message.input as never).then(
      (output) => post({ type: 'answer', id: message.id, output }),
      (error: unknown) => post({ type: 'refused', id: message.id, why: error instanceof Error ? error.message : 'refused' }),
    );
  });
}

startWorker();
