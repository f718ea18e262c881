import { connectMain, type ToWorker } from './ask-main';
import { Ingest } from './ingest';
import { pdfTools } from './pdf-tools';

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

const scope = self as unknown as WorkerScope;
const main = connectMain(scope);
const ingest = new Ingest({
  ask: main.ask,
  busy: (letter) => scope.postMessage({ type: 'busy', with: letter }),
  fetchLetter: async (id) => {
    try {
      const response = await fetch(`vault://letter/${id}`);
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    } catch {
      // a chunk in the middle does not verify: main has heard of it and has the letter fetched again
      return null;
    }
  },
  tools: pdfTools,
  storeName: 'vanthu',
});

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'event') ingest.wake();
  else main.receive(data);
});
// a rejected promise is no error event: unsaid, the list would simply fall silent
ingest.run().catch(() => scope.postMessage({ type: 'failed' }));
