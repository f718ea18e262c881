import { connectMain, type ToWorker } from './ask-main';
import { Ingest } from './ingest';

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

const scope = self as unknown as WorkerScope;
const main = connectMain(scope);
const ingest = new Ingest(main.ask, (busyWith) => scope.postMessage({ type: 'busy', with: busyWith }));

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'event') ingest.wake();
  else main.receive(data);
});
void ingest.run();
