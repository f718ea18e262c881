import { limits } from '../../core/base/limits';
import { connectMain, type ToWorker } from './ask-main';
import { fetchLetter } from './fetch-letter';
import { fetchEvidence } from './fetch-evidence';
import { Ingest } from './ingest';
import { PictureReader } from '../ocr/picture-reader';
import { PageDesk } from './pages/page-desk';
import { archiveEngine, dropPdfEngine, pdfTools } from './pdf-tools';

interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
}

const scope = self as unknown as WorkerScope;
const main = connectMain(scope);
const pages = new PageDesk({
  read: fetchLetter,
  engine: async () => (await pdfTools()).pdf,
  open: (raw) => ingest.openContent(raw),
  archives: { archives: archiveEngine },
  dropEngine: dropPdfEngine,
  busy: (letter) => scope.postMessage({ type: 'busy', with: letter, atMost: limits.pageDrawMillis }),
  rouse: () => ingest.wake(),
});
const ingest: Ingest = new Ingest({
  ask: main.ask,
  busy: (letter) => scope.postMessage({ type: 'busy', with: letter }),
  fetchLetter: (id) => fetchLetter(id, null),
  fetchEvidence,
  tools: pdfTools,
  dropTools: dropPdfEngine,
  pictures: new PictureReader(),
  visibleFirst: () => pages.serve(),
  keysChanged: () => pages.forget(),
  storeName: 'vanthu',
});

scope.addEventListener('message', ({ data }) => {
  if (data.type === 'event') ingest.wake();
  else main.receive(data);
});
// a rejected promise is no error event: unsaid, the list would simply fall silent
ingest.run().catch(() => scope.postMessage({ type: 'failed' }));
