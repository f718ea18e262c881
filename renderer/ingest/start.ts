import type { IngestBridge } from '../../core/contract/bridge';
import type { FromWorker, ToWorker } from './ask-main';

declare const vanthu: IngestBridge;

/** a part that keeps the worker busy for longer than this ends the worker; the attempt was journalled before */
const longestPart = 90_000;

/** The hidden window holds the bridge and watches the worker; it opens nothing itself. */
function startWorker(): void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const post = (message: ToWorker): void => worker.postMessage(message);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const endings = [
    vanthu.on('journal.advanced', () => post({ type: 'event', name: 'journal.advanced' })),
    vanthu.on('app.changed', () => post({ type: 'event', name: 'app.changed' })),
  ];
  const restart = (): void => {
    clearTimeout(timer);
    worker.terminate();
    for (const end of endings) end();
    setTimeout(startWorker, 500);
  };
  worker.addEventListener('error', restart);
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    if (message.type === 'busy') {
      clearTimeout(timer);
      if (message.with !== null) timer = setTimeout(restart, longestPart);
      return;
    }
    vanthu.ask(message.name, message.input as never).then(
      (output) => post({ type: 'answer', id: message.id, output }),
      (error: unknown) => post({ type: 'refused', id: message.id, why: error instanceof Error ? error.message : 'refused' }),
    );
  });
}

startWorker();
