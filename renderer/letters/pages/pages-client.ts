import { fail, type Result } from '../../../core/base/result';
import { pagesChannelName, type PagePart, type PagePicture, type PagePlace, type PageRange, type PagesAnswer, type PagesFailure, type PagesOutline, type PagesQuestion, type PagesRequest } from '../../../core/contract/pages';

/** a question is put again after this long: the ingest window may just be starting */
const askAgainMillis = 2000;
/** withdrawn questions that are remembered, in case one of them is already with the engine */
const mostWithdrawn = 50;
/** workers that may die with a question before it is taken for the cause */
const mostLives = 2;

type Answered = Exclude<PagesAnswer, { readonly type: 'awake' | 'begun' }>;
/** a question before it has its id */
type Draft = PagesQuestion extends infer Each ? (Each extends PagesQuestion ? Omit<Each, 'id'> : never) : never;

interface Pending {
  readonly question: PagesQuestion;
  readonly resolve: (answer: Answered | 'gaveUp') => void;
  begun: boolean;
  lives: number;
}

/**
 * Asks the ingest window for pages. A page that ended the worker which drew it is never asked for again in this run:
 * it answers `gaveUp`, and the file can still be saved.
 */
export class PagesClient {
  private readonly channel = new BroadcastChannel(pagesChannelName);
  private readonly pending = new Map<string, Pending>();
  private readonly withdrawn = new Map<string, { readonly place: string; begun: boolean }>();
  private readonly hopeless = new Set<string>();
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor() {
    this.channel.addEventListener('message', (event: MessageEvent<PagesAnswer | PagesRequest>) => this.receive(event.data));
  }

  async outline(of: PagePart, signal: AbortSignal): Promise<Result<PagesOutline, PagesFailure>> {
    const answer = await this.ask({ type: 'outline', ...of }, signal);
    return answer !== 'gaveUp' && answer.type === 'outlined' ? answer.answer : fail('gaveUp');
  }

  async picture(of: PagePart, page: number, scale: number, signal: AbortSignal): Promise<Result<PagePicture, PagesFailure>> {
    const answer = await this.ask({ type: 'picture', ...of, page, scale }, signal);
    return answer !== 'gaveUp' && answer.type === 'drawn' ? answer.answer : fail('gaveUp');
  }

  async file(of: PagePart, signal: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>, PagesFailure>> {
    const answer = await this.ask({ type: 'file', ...of }, signal);
    return answer !== 'gaveUp' && answer.type === 'filed' ? answer.answer : fail('gaveUp');
  }

  async places(of: PagePart, page: number, ranges: readonly PageRange[], signal: AbortSignal): Promise<Result<readonly PagePlace[], PagesFailure>> {
    const answer = await this.ask({ type: 'places', ...of, page, ranges }, signal);
    return answer !== 'gaveUp' && answer.type === 'placed' ? answer.answer : fail('gaveUp');
  }

  close(): void {
    this.channel.close();
    for (const id of [...this.pending.keys()]) this.settle(id, 'gaveUp');
  }

  /** Never rejects; a question whose signal is raised is withdrawn and answers `gaveUp` to nobody. */
  private ask(draft: Draft, signal: AbortSignal): Promise<Answered | 'gaveUp'> {
    const question = { ...draft, id: crypto.randomUUID() } as PagesQuestion;
    if (signal.aborted || this.hopeless.has(placeOf(question))) return Promise.resolve('gaveUp');
    return new Promise((resolve) => {
      this.pending.set(question.id, { question, resolve, begun: false, lives: 0 });
      signal.addEventListener('abort', () => {
        const waiting = this.pending.get(question.id);
        if (waiting === undefined) return;
        this.withdraw(waiting);
        this.settle(question.id, 'gaveUp');
      }, { once: true });
      this.send(question);
      this.timer ??= setInterval(() => this.askAgain(), askAgainMillis);
    });
  }

  private receive(message: PagesAnswer | PagesRequest): void {
    switch (message.type) {
      case 'begun': {
        const waiting = this.pending.get(message.id) ?? this.withdrawn.get(message.id);
        if (waiting !== undefined) waiting.begun = true;
        return;
      }
      case 'awake':
        this.afterDeath();
        return;
      case 'outlined':
      case 'drawn':
      case 'placed':
      case 'filed':
        this.withdrawn.delete(message.id);
        this.settle(message.id, message);
        return;
      default:
        // another window's question goes to the ingest window, not to us
        return;
    }
  }

  /** The engine cannot be called back from a page: one that nobody wants any more may still end its worker. */
  private withdraw({ question, begun }: Pending): void {
    this.send({ type: 'cancel', id: question.id });
    this.withdrawn.set(question.id, { place: placeOf(question), begun });
    const [oldest] = this.withdrawn.keys();
    if (this.withdrawn.size > mostWithdrawn && oldest !== undefined) this.withdrawn.delete(oldest);
  }

  private afterDeath(): void {
    for (const { place, begun } of this.withdrawn.values()) if (begun) this.hopeless.add(place);
    this.withdrawn.clear();
    for (const [id, waiting] of [...this.pending]) {
      waiting.lives += 1;
      const place = placeOf(waiting.question);
      if (waiting.begun || waiting.lives > mostLives || this.hopeless.has(place)) {
        this.hopeless.add(place);
        this.settle(id, 'gaveUp');
      } else {
        this.send(waiting.question);
      }
    }
  }

  private askAgain(): void {
    for (const { question, begun } of this.pending.values()) if (!begun) this.send(question);
  }

  private settle(id: string, answer: Answered | 'gaveUp'): void {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (this.pending.size === 0 && this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
    waiting?.resolve(answer);
  }

  private send(request: PagesRequest): void {
    this.channel.postMessage(request);
  }
}

/** A page is one place whether it is drawn or measured; the outline is the whole file. */
function placeOf(question: PagesQuestion): string {
  const what = question.type === 'outline' || question.type === 'file' ? question.type : question.page;
  return `${fileName(question)}/${what}`;
}

/** A file of a letter, or the beginning of one, as a word. */
export function fileName({ letterId, part, member, upTo }: PagePart): string {
  return `${letterId}/${part}/${member ?? ''}/${upTo ?? ''}`;
}

let shared: PagesClient | null = null;

/** One for the window, so that what gave up is remembered whatever letter is shown in between. */
export function pagesClient(): PagesClient {
  shared ??= new PagesClient();
  return shared;
}
