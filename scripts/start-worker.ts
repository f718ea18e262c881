import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A worker thread that runs a TypeScript file: a thread does not take the loader of its parent over. */
export function startWorker(file: URL, options: WorkerOptions = {}): Worker {
  const bootstrap = `import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(file.href)});
  });`;
  return new Worker(bootstrap, { ...options, eval: true });
}
