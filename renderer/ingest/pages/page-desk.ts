import { fail, ok } from '../../../core/base/result';
import { pagesChannelName, type PagesAnswer, type PagesQuestion, type PagesRequest } from '../../../core/contract/pages';
import type { ArchiveTools } from '../../../core/extract/archives/open-archive';
import type { PdfEngine } from '../../../core/extract/pdf-engine';
import { answerQuestion, refuse } from './answer-question';
import type { LetterContent } from '../../../core/facts/open-content';
import { PartReader, type ReadLetter } from './part-reader';

/** answered between two steps of ingest: a person waits, but a first sync must go on as well */
const atOnce = 4;

export interface PageDeskParts {
  readonly read: ReadLetter;
  /** null: the engine could not be started */
  readonly engine: () => Promise<PdfEngine | null>;
  /** a letter as a person reads it; absent: as core opens it without keys */
  readonly open?: (raw: Uint8Array) => Promise<LetterContent>;
  /** for files inside RAR and 7z */
  readonly archives?: ArchiveTools;
  /** after a trap the engine's heap cannot be trusted: the next one is started anew */
  readonly dropEngine: () => void;
  /** a page is being drawn, null: no more; the window ends a worker that stays on one */
  readonly busy: (letter: string | null) => void;
  /** somebody waits: call `serve` soon */
  readonly rouse: () => void;
}

/**
 * Where the visible window asks for pages of a PDF. Questions are answered in the order they came, between the steps of
 * ingest; what is no longer wanted is dropped unread.
 */
export class PageDesk {
  private readonly channel = new BroadcastChannel(pagesChannelName);
  private readonly waiting = new Map<string, PagesQuestion>();
  private readonly reader: PartReader;

  constructor(private readonly parts: PageDeskParts) {
    this.reader = new PartReader(parts.read, parts.archives, parts.open);
    this.channel.addEventListener('message', (event: MessageEvent<PagesRequest | PagesAnswer>) => this.receive(event.data));
    this.post({ type: 'awake' });
  }

  /** Answers what waits now, a few at most; the rest is for the next time. */
  async serve(): Promise<void> {
    for (let count = 0; count < atOnce; count += 1) {
      const [next] = this.waiting.values();
      if (next === undefined) return;
      await this.answer(next);
    }
    if (this.waiting.size > 0) this.parts.rouse();
  }

  /** Our keys are others now: what they opened is not handed out any more. */
  forget(): void {
    this.reader.forget();
  }

  close(): void {
    this.channel.close();
  }

  private receive(message: PagesRequest | PagesAnswer): void {
    switch (message.type) {
      case 'outline':
      case 'picture':
      case 'places':
      case 'file':
        this.waiting.set(message.id, message);
        this.parts.rouse();
        return;
      case 'cancel':
        this.waiting.delete(message.id);
        return;
      default:
        // our own answers do not come back; another worker's are not for us
        return;
    }
  }

  private async answer(question: PagesQuestion): Promise<void> {
    const bytes = await this.bytesFor(question);
    const engine = bytes.ok && question.type !== 'file' ? await this.parts.engine() : null;
    // it may have been cancelled while its letter was fetched
    if (!this.waiting.delete(question.id)) return;
    if (!bytes.ok) this.post(refuse(question, bytes.failure));
    else if (question.type === 'file') this.post({ type: 'filed', id: question.id, answer: ok(bytes.value.slice()) });
    else if (engine === null) this.post(refuse(question, 'engineMissing'));
    else this.ask(engine, bytes.value, question);
  }

  /** What lies in an archive, a signature or an encryption may keep its reader busy as long as a page does its engine. */
  private async bytesFor(question: PagesQuestion): ReturnType<PartReader['bytes']> {
    this.parts.busy(question.letterId);
    try {
      return await this.reader.bytes(question);
    } catch {
      return fail('notReadable');
    } finally {
      this.parts.busy(null);
    }
  }

  private ask(engine: PdfEngine, bytes: Uint8Array, question: Parameters<typeof answerQuestion>[2]): void {
    this.post({ type: 'begun', id: question.id });
    this.parts.busy(question.letterId);
    try {
      this.post(answerQuestion(engine, bytes, question));
    } catch {
      // whatever a file did to the engine, the person gets an answer and the rest goes on with a fresh one
      this.parts.dropEngine();
      this.post(refuse(question, 'engineFailed'));
    } finally {
      this.parts.busy(null);
    }
  }

  private post(answer: PagesAnswer): void {
    this.channel.postMessage(answer);
  }
}
