import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../fixtures/app-test';
import { shot } from '../fixtures/launch';
import { mail, official } from '../fixtures/letters';
import { connect, ingestWindow, settled } from '../pages/bridge';
import { LettersRoom } from '../pages/letters-room';

/** Every way an HTML body may reach out that we know of. */
function reachingHtml(base: string): string {
  return `<html><head><base href="${base}/base/"><meta http-equiv="refresh" content="0;url=${base}/refresh"><link rel="stylesheet" href="${base}/a.css"><link rel="preload" as="image" href="${base}/pre">
    <link rel="dns-prefetch" href="${base}"><link rel="prefetch" href="${base}/prefetch"><style>@import url("${base}/import.css"); body { background: url(${base}/bg.png) } @font-face { font-family: x; src: url(${base}/font) } p { font-family: x }</style></head>
    <body background="${base}/body.png"><p>Nội dung thư có hình ngoài.</p><img src="${base}/pixel.png" srcset="${base}/2x.png 2x"><picture><source srcset="${base}/s.png"><img src="${base}/p.png"></picture>
    <img src="//${base.replace('http://', '')}/relative.png"><div style="background-image:url('${base}/style.png')">x</div><table background="${base}/table.png"><tr><td>1</td></tr></table>
    <iframe src="${base}/frame"></iframe><object data="${base}/object"></object><embed src="${base}/embed"><video src="${base}/video" poster="${base}/poster" autoplay></video><audio src="${base}/audio" autoplay></audio>
    <svg><image href="${base}/svg.png"/><use href="${base}/use.svg#a"/></svg><script src="${base}/script.js"></script><script>fetch('${base}/fetch')</script><img src=x onerror="fetch('${base}/onerror')">
    <form action="${base}/form"><input type="image" src="${base}/input.png"><button>Gửi</button></form><a href="${base}/link" ping="${base}/ping">bấm vào đây</a></body></html>`;
}

test('a letter with remote content makes no request, no page leaves its place, opens a window or gets a permission', async ({ launch, office, place, watch }) => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fetch(`${base}/control`);
  expect(requests.splice(0), 'the server hears what reaches it').toEqual(['/control']);

  await office.server.appendMany('clerk', 'INBOX', [mail({ ...official({ id: 'r-1', from: 'unit1@so.gov.vn', number: '1/SNV-VP', topic: 'thư có hình ngoài' }), html: reachingHtml(base) })]);
  const app = await launch({ policyFile: office.writePolicy(place) });
  const page = await app.mainWindow();
  await connect(page, office);
  await settled(page, 1);
  const room = new LettersRoom(page);
  const home = page.url();

  await test.step('reading it', async () => {
    await room.open('1/SNV-VP');
    await expect(room.frame.locator('body')).toContainText('Nội dung thư có hình ngoài.');
    await expect(room.pane).toContainText(/Không tải \d+ hình từ bên ngoài/);
    await expect(room.frame.locator('body').locator('iframe, object, embed, video, audio, script, link, meta, form, base')).toHaveCount(0);
    await shot(page, 'remote-content-vi');
    // taking the HTML apart names its base and its scripts; of loading anything there is not even an attempt
    expect(watch.complaints.filter((line) => !/base URI|Blocked script execution/.test(line))).toEqual([]);
  });

  await test.step('clicking in it', async () => {
    await room.frame.getByText('bấm vào đây').click();
    expect(page.url()).toBe(home);
  });

  await test.step('even a page that wants to cannot', async () => {
    for (const one of [page, await ingestWindow(app.electron)]) {
      const before = one.url();
      const windows = app.electron.windows().length;
      expect(await one.evaluate((url) => fetch(url).then(() => 'answered', () => 'refused'), `${base}/fetch`)).toBe('refused');
      expect(await one.evaluate((url) => window.open(url) === null, `${base}/open`)).toBe(true);
      expect(await one.evaluate((url) => {
        const image = new Image();
        return new Promise((resolve) => {
          image.onload = () => resolve('loaded');
          image.onerror = () => resolve('refused');
          image.src = url;
        });
      }, `${base}/image`)).toBe('refused');
      await one.evaluate((url) => {
        location.href = url;
      }, `${base}/navigate`);
      expect(await one.evaluate(() => location.href)).toBe(before);
      expect(app.electron.windows()).toHaveLength(windows);
    }
    const main = await app.electron.evaluate(({ net }, url) => net.fetch(url).then(() => 'answered', () => 'refused'), `${base}/session`);
    expect(main, "the pages' session reaches no network either").toBe('refused');
  });

  await test.step('permissions are denied', async () => {
    expect(await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied'))),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', () => 'denied'),
      clipboard: await navigator.clipboard.readText().then(() => 'granted', () => 'denied'),
    }))).toEqual({ notifications: 'denied', place: 'denied', camera: 'denied', clipboard: 'denied' });
  });
  expect(requests).toEqual([]);
  // what was tried on purpose above is what the policy must refuse
  expect(watch.complaints.every((line) => /Content Security Policy|Blocked script execution|Failed to load|geolocation/i.test(line)), watch.complaints.join('\n')).toBe(true);
  watch.complaints.splice(0);
  server.close();
});
