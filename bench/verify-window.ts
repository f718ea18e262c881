import { ensureRuntime } from '../scripts/electron-runtime.mjs';
import { buildApp } from '../scripts/demo/build-app';
import { startXvfb } from '../scripts/xvfb.mjs';
import { launchApp } from '../e2e/fixtures/launch';
import { mail, official, signed } from '../e2e/fixtures/letters';
import { startOffice } from '../e2e/fixtures/office';
import { newProfilePlace } from '../e2e/fixtures/profile-place';
import { connect, rows } from '../e2e/pages/bridge';
import { signedPdf } from './signed-pdf';

type LongTasks = typeof globalThis & { longest?: number };

/** How long the visible window was busy at a stretch while a mailbox of signed letters came in and was verified; milliseconds, below 50 it is told as 50. */
export async function longestBlock(letters: number): Promise<{ readonly millis: number; readonly verified: number }> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = await ensureRuntime();
  await buildApp();
  const screen = process.platform === 'linux' && !process.env['DISPLAY'] ? await startXvfb() : null;
  if (screen !== null) process.env['DISPLAY'] = screen.display;
  const office = await startOffice();
  const place = newProfilePlace();
  try {
    const app = await launchApp({ profileDir: place.profileDir, keyFile: place.keyFile, policyFile: office.writePolicy(place) });
    const page = await app.mainWindow();
    // the loader of this script names functions by a helper that a page does not have
    await page.addInitScript('globalThis.__name = (made) => made;');
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) (globalThis as LongTasks).longest = Math.max((globalThis as LongTasks).longest ?? 0, duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    await connect(page, office);
    const file = signedPdf(office.ca, 'unit1', Buffer.alloc(3 * 1024 * 1024, 7));
    const parts = (index: number) => official({ id: `b${index}`, from: 'unit1@so.gov.vn', number: `${index}/SNV-VP`, topic: `văn bản thứ ${index}` });
    const made = Array.from({ length: letters }, (_none, index) => (index % 10 === 0
      ? mail({ ...parts(index + 1), attachments: [{ name: 'van-ban.pdf', contentType: 'application/pdf', bytes: file }] })
      : signed(office.ca, 'unit1', parts(index + 1))));
    // what the first showing of the window costs is not the question
    await page.evaluate(() => void ((globalThis as LongTasks).longest = 0));
    await office.server.appendMany('clerk', 'INBOX', made);
    const isVerified = async (): Promise<boolean> => {
      const all = await rows(page);
      return all.length === letters && all.every(({ verdict }) => verdict !== 'pending' && verdict !== 'unsigned');
    };
    for (let tries = 0; tries < 600 && !(await isVerified()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 500));
    const millis = await page.evaluate(() => (globalThis as LongTasks).longest ?? 0);
    const verified = (await rows(page)).filter(({ verdict }) => verdict !== 'pending' && verdict !== 'unsigned').length;
    await app.close();
    return { millis, verified };
  } finally {
    await office.stop();
    place.dispose();
    await screen?.stop();
  }
}
