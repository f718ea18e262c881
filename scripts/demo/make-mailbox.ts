import { seedLetter } from '../../core/recognise/fixtures/seed-letter';
import { composeLetters, type ComposedLetter } from './compose-letters';
import { makeDemoCa, type DemoCa } from './demo-ca';
import { readDemoLetters, readUnits, type Unit } from './demo-source';
import type { PrintPdfs } from './print-pdfs';
import { readPdfEngine } from './read-pdf-engine';

export interface DemoMailbox {
  /** the agency whose mailbox it is */
  readonly office: Unit;
  readonly letters: readonly ComposedLetter[];
  readonly ca: DemoCa;
}

/** The whole demo mailbox as of `now`, with an authority of its own made for this run only. */
export async function makeMailbox(print: PrintPdfs, now: Date): Promise<DemoMailbox> {
  const office = readUnits()['office'];
  if (office === undefined) throw new Error('the demo has no office');
  const [trusted, unknown] = await Promise.all([makeDemoCa('Chứng thực trình diễn VanThu'), makeDemoCa('Nơi cấp không rõ')]);
  const letters = await composeLetters(readDemoLetters(now, seedLetter), { office, trusted, unknown, print, pdf: await readPdfEngine(), now });
  return { office, letters, ca: trusted };
}
