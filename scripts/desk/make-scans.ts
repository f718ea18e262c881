import { writeFileSync } from 'node:fs';
import { electronExecutable, ensureRuntime } from '../electron-runtime.mjs';
import { startXvfb } from '../xvfb.mjs';
import { faxTiff, inkOf } from './scan-files';
import { scanDocuments } from './scan-letter';
import { ordinaryScan } from './scan-picture';
import { thaiSheet, vietnameseSheet } from './scan-texts';

/** Makes the scans in scripts/desk/scans anew: `node --import tsx scripts/desk/make-scans.ts`. */
async function makeScans(): Promise<void> {
  const runtime = await ensureRuntime();
  const screen = await startXvfb();
  process.env['DISPLAY'] = screen.display;
  try {
    const scans = await scanDocuments(electronExecutable(runtime), [vietnameseSheet, thaiSheet], { ...ordinaryScan, dpi: 150 });
    for (const [index, name] of ['vie', 'tha'].entries()) {
      const page = scans[index]?.[0];
      if (page === undefined) throw new Error('a document was not printed');
      // the upper part is enough to read who wrote what to whom
      const height = Math.round(page.height * 0.5);
      const upper = { width: page.width, height, gray: page.gray.slice(0, page.width * height) };
      writeFileSync(new URL(`./scans/${name}.tif`, import.meta.url), faxTiff([inkOf(upper)]));
    }
  } finally {
    await screen.stop();
  }
}

await makeScans();
