import type { LetterId } from '../core/model/ids';
import type { Journal } from '../main/journal/open-journal';
import type { VaultPort } from '../main/vault/vault-port';
import { startWorker } from '../scripts/start-worker';

/**
 * Lists and recognises every letter as soon as it is journalled, as ingest does: core in a thread, raw letters read by main. Stands for
 * the hidden window without Chromium and without its store.
 */
export class FirstStageBeside {
  private readonly waiting: LetterId[] = [];
  private running: Promise<void> | null = null;
  private readonly worker = startWorker(new URL('first-stage-worker.ts', import.meta.url));
  private readonly answers: (() => void)[] = [];
  listed = 0;

  constructor(private readonly journal: Pick<Journal, 'onAdvanced'>, private readonly vault: Pick<VaultPort, 'readRange'>) {
    this.worker.on('message', ({ isListed }: { readonly isListed: boolean }) => {
      if (isListed) this.listed += 1;
      this.answers.shift()?.();
    });
    this.journal.onAdvanced((_head, events) => {
      for (const event of events) if (event.kind === 'letter.kept') this.waiting.push(event.letter.letterId);
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing waits. */
  async done(): Promise<void> {
    while (this.running) await this.running;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  /** Two letters on their way: one is worked on while the next is read. */
  private async run(): Promise<void> {
    const lane = async (): Promise<void> => {
      for (let id = this.waiting.shift(); id !== undefined; id = this.waiting.shift()) {
        const raw = await this.vault.readRange(id, 0, Number.MAX_SAFE_INTEGER);
        if (!raw.ok) throw new Error(raw.failure.code);
        await this.ask(raw.value);
      }
    };
    await Promise.all([lane(), lane()]);
    this.running = null;
  }

  private ask(raw: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.answers.push(resolve);
      this.worker.postMessage(raw, raw.buffer instanceof ArrayBuffer && raw.byteLength === raw.buffer.byteLength ? [raw.buffer] : []);
    });
  }
}
