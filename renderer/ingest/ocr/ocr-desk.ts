import { limits } from '../../../core/base/limits';
import type { ListAnswer, ListRow } from '../../../core/contract/list';
import { withPage, withUnreadPage, type OcrJob } from '../../../core/facts/ocr-jobs';
import { isSecretText, ocrSource, withOcr } from '../../../core/facts/with-ocr';
import { ocrVersion } from '../../../core/extract/ocr/ocr-version';
import type { LetterState } from '../../../core/fold/letter-state';
import type { OcrFacts, StageOneFacts, StageTwoFacts } from '../../../core/model/facts';
import type { IsoTime, LetterId, PartId } from '../../../core/model/ids';
import type { PictureReading, ReadAnswer, ReadFailure } from '../../ocr/ocr-messages';
import type { SealedStore } from '../../store/sealed-store';
import type { AskMain } from '../ask-main';
import { fileName, OcrLetter, type LetterOpening } from './ocr-letter';
import { ocrPlace, OcrQueue, type OcrRow } from './ocr-queue';
import { OcrWishes } from './ocr-wishes';

export interface OcrDeskParts extends LetterOpening {
  readonly ask: AskMain;
  readonly reader: PictureReading;
  /** a page is read: call `step` soon */
  readonly rouse: () => void;
  /** what is told to the windows is another */
  readonly tell: (progress: Extract<ListAnswer, { readonly type: 'ocr' }>) => void;
  /** how its row is shown has changed; `facts`: the second stage of the letter says more than before and lies in the store */
  readonly changed: (id: LetterId, what: 'row' | 'facts') => void;
}

/** a page that is with the reader */
interface Reading {
  readonly letter: OcrLetter;
  readonly job: OcrJob;
  answer: ReadAnswer | null;
}

/**
 * Reads the pictures of letters when nothing else is to be done, one page at a time beside everything else. Each page is kept as soon as it is read; what
 * a page says of the letter is known after the first page of a file and after the last.
 */
export class OcrDesk {
  private readonly wishes = new OcrWishes();
  private readonly queue = new OcrQueue(this.wishes);
  private letter: OcrLetter | null = null;
  private reading: Reading | null = null;
  /** name of the file the reader holds */
  private held: string | null = null;
  private failures = 0;
  /** letters with an attempt in the journal that has not come back yet */
  private readonly attempted = new Set<LetterId>();
  /** those of them whose reading ended by no fault of theirs */
  private readonly spared = new Set<LetterId>();
  /** the engine cannot be started here: nothing more is tried in this run */
  private isBroken = false;

  constructor(private readonly parts: OcrDeskParts) {}

  async recall(store: SealedStore): Promise<void> {
    await this.wishes.recall(store);
  }

  /** A letter with scans that were not all read; said again whenever its row is another. */
  offer(id: LetterId, at: IsoTime, row: OcrRow): void {
    const before = this.queue.size;
    this.queue.offer(id, at, ocrPlace(row));
    this.heed(before);
  }

  /** It has no scans any more, or it is erased. */
  forget(id: LetterId): void {
    const before = this.queue.size;
    this.queue.remove(id);
    this.heed(before);
    // an erased letter has no key left that the journal could seal with
    this.attempted.delete(id);
    this.spared.delete(id);
  }

  clear(): void {
    this.queue.clear();
    this.heed(-1);
  }

  /** A person asks for the pictures of a letter to be read next, or not to be read. */
  want(id: LetterId, wanted: boolean): void {
    if (!this.queue.has(id)) return;
    this.queue.want(id, wanted);
    this.heed(-1);
    this.parts.changed(id, 'row');
    this.parts.rouse();
  }

  /** `none` for letters that were not offered: nothing waits to be read there. */
  stateOf(id: LetterId): ListRow['ocr'] {
    if (!this.queue.has(id)) return 'none';
    if (this.reading?.letter.id === id) return 'reading';
    return this.queue.isDue(id) && !this.isBroken ? 'waiting' : 'stopped';
  }

  progress(): Extract<ListAnswer, { readonly type: 'ocr' }> {
    const { reading } = this;
    const waiting = this.isBroken ? 0 : this.queue.size - (reading === null ? 0 : 1);
    if (reading === null) return { type: 'ocr', reading: null, waiting: Math.max(0, waiting) };
    const { letter } = reading;
    return { type: 'ocr', reading: { letterId: letter.id, page: letter.pages - letter.left.length + 1, pages: letter.pages }, waiting: Math.max(0, waiting) };
  }

  /** One piece of work: keeps a page that was read, or begins the next one. False while a page is being read, and when nothing waits. */
  async step(store: SealedStore): Promise<boolean> {
    await this.wishes.write(store);
    for (const id of [...this.spared]) await this.survived(id);
    const { reading } = this;
    if (reading !== null) {
      if (reading.answer === null) return false;
      this.reading = null;
      await this.take(store, reading, reading.answer);
      return true;
    }
    const id = this.isBroken ? null : this.queue.next();
    if (id === null) {
      this.letter = null;
      return false;
    }
    if (this.letter?.id !== id) this.letter = await this.open(store, id);
    if (this.letter === null) this.queue.remove(id);
    else if (this.letter.left.length === 0) await this.finish(store, this.letter);
    else await this.begin(store, this.letter);
    return true;
  }

  /** Resolves once no page is being read. */
  async rest(): Promise<void> {
    while (this.reading !== null && this.reading.answer === null) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  close(): void {
    this.reading = null;
    this.parts.reader.drop();
  }

  /** What must not be read any more is not read to its end. */
  private heed(before: number): void {
    if (this.reading !== null && !this.queue.isDue(this.reading.letter.id)) this.cancel();
    if (before !== this.queue.size) this.parts.tell(this.progress());
  }

  private cancel(): void {
    if (this.letter !== null && this.attempted.has(this.letter.id)) this.spared.add(this.letter.id);
    this.reading = null;
    this.letter = null;
    this.held = null;
    this.parts.reader.drop();
  }

  private async open(store: SealedStore, id: LetterId): Promise<OcrLetter | null> {
    this.failures = 0;
    const [one, two, ocr] = await Promise.all([
      store.read<StageOneFacts>(store.facts.one, id), store.read<StageTwoFacts>(store.facts.two, id), store.read<OcrFacts>(store.facts.ocr, id),
    ]);
    return two && OcrLetter.of(id, one, two, ocr?.ocrVersion === ocrVersion ? ocr : null);
  }

  private async begin(store: SealedStore, letter: OcrLetter): Promise<void> {
    const [job] = letter.left;
    if (job === undefined) return;
    const attempt = `${job.part}/ocr` as PartId;
    const state = await store.read<LetterState>(store.state.letters, letter.id);
    if ((state?.attempts[attempt] ?? 0) >= limits.ingestAttempts) {
      // the other pages of the file have their own chance, unless this is the second page of it that ended everything
      const isDeadly = letter.problemsOf(job).some(({ code }) => code === 'ocrGaveUp');
      await this.parts.ask('ingest.finish', { letterId: letter.id });
      return this.giveUp(store, letter, isDeadly ? letter.leftOfFile(job) : [job], 'ocrGaveUp');
    }
    const name = `${letter.id}\n${fileName(job)}`;
    // before the file is opened: that is where a hostile one strikes first
    if (letter.tried !== name) {
      letter.tried = name;
      this.attempted.add(letter.id);
      await this.parts.ask('ingest.attempt', { letterId: letter.id, parts: [attempt] });
    }
    const isHeld = this.held === name && this.parts.reader.holdsFile;
    const file = isHeld ? null : await letter.file(job, this.parts);
    if (!isHeld && file === null) {
      await this.giveUp(store, letter, letter.leftOfFile(job), 'couldNotBeOpened');
      return this.survived(letter.id);
    }
    // while main was asked and the file fetched, a person may have stopped it
    if (!this.queue.isDue(letter.id)) return this.survived(letter.id);
    this.held = name;
    this.send(letter, job, file);
  }

  private send(letter: OcrLetter, job: OcrJob, file: Uint8Array | null): void {
    const reading: Reading = { letter, job, answer: null };
    this.reading = reading;
    this.parts.tell(this.progress());
    this.parts.changed(letter.id, 'row');
    void this.parts.reader.read({ file, page: job.page, languages: letter.languages }).then((answer) => {
      reading.answer = answer;
      if (this.reading === reading) this.parts.rouse();
    });
  }

  private async take(store: SealedStore, { letter, job }: Reading, answer: ReadAnswer): Promise<void> {
    if (!this.queue.isDue(letter.id)) return this.survived(letter.id);
    if (!answer.ok) return this.failed(store, letter, job, answer.failure);
    this.failures = 0;
    letter.fits(answer.value.language);
    const { page } = answer.value;
    const isSecret = isSecretText({ source: ocrSource(job.part, job.member, job.page), text: page.text });
    const ocr = withPage(letter.ocr, job, page);
    // what bears a stamp of secrecy is not read on
    letter.left = isSecret ? [] : letter.left.slice(1);
    const isFirstOfFile = ocr.parts.find((one) => one.part === job.part && one.member === job.member)?.pages.length === 1;
    await this.keep(store, letter, ocr, isFirstOfFile);
    // one page of the file is proof enough: the next run tries the file again if a later page ends it
    await this.survived(letter.id);
  }

  private async survived(id: LetterId): Promise<void> {
    this.spared.delete(id);
    if (this.attempted.delete(id)) await this.parts.ask('ingest.finish', { letterId: id });
  }

  private async failed(store: SealedStore, letter: OcrLetter, job: OcrJob, failure: ReadFailure): Promise<void> {
    this.held = null;
    if (failure === 'ocrMissing') {
      this.isBroken = true;
      await this.survived(letter.id);
      this.parts.tell(this.progress());
      this.parts.changed(letter.id, 'row');
      return;
    }
    this.failures += 1;
    // a reader that died gets the page once more, as a part that ended the whole worker does
    const again = failure === 'ocrGaveUp' || failure === 'pdfEngineFailed';
    if (again && this.failures < limits.ingestAttempts) return;
    this.failures = 0;
    await this.giveUp(store, letter, [job], failure);
    await this.survived(letter.id);
  }

  private async giveUp(store: SealedStore, letter: OcrLetter, jobs: readonly OcrJob[], code: string): Promise<void> {
    letter.left = letter.left.filter((job) => !jobs.includes(job));
    let { ocr } = letter;
    for (const job of jobs) ocr = withUnreadPage(ocr, job, code);
    if (ocr !== null) await this.keep(store, letter, ocr, false);
  }

  private async keep(store: SealedStore, letter: OcrLetter, ocr: OcrFacts, isNews: boolean): Promise<void> {
    letter.ocr = ocr;
    if (letter.left.length === 0) return this.finish(store, letter);
    await store.facts.ocr.put(await store.seal('ocr', letter.id, ocr));
    if (isNews) await this.retell(store, letter.id, ocr);
  }

  private async finish(store: SealedStore, letter: OcrLetter): Promise<void> {
    const ocr: OcrFacts = { ocrVersion, parts: letter.ocr?.parts ?? [], done: true };
    await store.facts.ocr.put(await store.seal('ocr', letter.id, ocr));
    this.letter = null;
    this.held = null;
    this.queue.remove(letter.id);
    this.wishes.settle(letter.id);
    await this.wishes.write(store);
    await this.retell(store, letter.id, ocr);
    this.parts.tell(this.progress());
  }

  /** The second stage is made again from its own texts and those of the pictures: no file is opened for that. */
  private async retell(store: SealedStore, id: LetterId, ocr: OcrFacts): Promise<void> {
    const two = await store.read<StageTwoFacts>(store.facts.two, id);
    if (two === null) return;
    await store.facts.two.put(await store.seal('two', id, withOcr(two, ocr)));
    this.parts.changed(id, 'facts');
  }
}
