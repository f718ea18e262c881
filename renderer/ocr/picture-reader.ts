import { limits } from '../../core/base/limits';
import { fail } from '../../core/base/result';
import type { PictureReading, ReadAnswer, ReadAsk } from './ocr-messages';

/** Reads one page at a time in a worker of its own, which is there only while there is something to read. */
export class PictureReader implements PictureReading {
  private worker: Worker | null = null;
  private end: ((answer: ReadAnswer) => void) | null = null;
  private rest: ReturnType<typeof setTimeout> | null = null;

  /** The worker keeps the file for the pages that follow, so that it crosses once. */
  read(ask: ReadAsk): Promise<ReadAnswer> {
    if (this.end !== null) throw new Error('one page at a time');
    if (this.rest !== null) clearTimeout(this.rest);
    const worker = (this.worker ??= new Worker(new URL('./ocr-worker.ts', import.meta.url), { type: 'module', name: 'ocr' }));
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.drop(), limits.ocrPageMillis);
      this.end = (answer) => {
        clearTimeout(patience);
        this.end = null;
        this.rest = setTimeout(() => this.drop(), limits.ocrIdleMillis);
        resolve(answer);
      };
      worker.onmessage = (event: MessageEvent<ReadAnswer>) => (!event.data.ok && isFatal(event.data.failure) ? this.drop(event.data) : this.end?.(event.data));
      worker.onerror = (event) => {
        // said to its owner, not to the window above it, which would start ingest anew
        event.preventDefault();
        this.drop();
      };
      worker.postMessage(ask);
    });
  }

  /** Is the file of the last ask still held? */
  get holdsFile(): boolean {
    return this.worker !== null;
  }

  /** Ends the worker, whatever it is at; a page that was being read is given up. */
  drop(answer: ReadAnswer = fail('ocrGaveUp')): void {
    this.worker?.terminate();
    this.worker = null;
    this.end?.(answer);
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = null;
  }
}

function isFatal(failure: string): boolean {
  return failure === 'ocrGaveUp' || failure === 'pdfEngineFailed' || failure === 'ocrMissing';
}
