import type { WorkAnswer, WorkAsk } from './work-messages';
import { workDesk } from './work-desk';

interface WorkerScope {
  postMessage(message: WorkAnswer): void;
  addEventListener(type: 'message', listener: (event: { readonly data: WorkAsk }) => void): void;
}

const scope = self as unknown as WorkerScope;

/** Files of a draft are opened here, apart from the window: what they break ends this worker and nothing else. */
scope.addEventListener('message', ({ data: { id, name, args } }) => {
  const jobs: Readonly<Record<string, (...given: readonly never[]) => Promise<unknown>>> = workDesk;
  Promise.resolve().then(() => jobs[name]?.(...(args as unknown as readonly never[]))).then(
    (value) => scope.postMessage({ id, value }),
    (error: unknown) => scope.postMessage({ id, broke: error instanceof Error ? `${error.name}: ${error.message}` : 'broke' }),
  );
});
