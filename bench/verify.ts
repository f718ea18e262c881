/*
 * Signatures verified by our worker beside the commands people have: the same files, each command started once per file as they are used.
 *
 *   npm run bench:verify -- [signatures=500] [commands]
 *
 * Ours makes every check of a verdict (path, revocation lists, coverage); `openssl cms -verify` builds the path, `pdfsig -nocert` looks at the
 * digest and the signature only. Then the application is opened on a mailbox of 200 signed letters, and the longest block of its window is printed
 * (tasks below 50 ms are not told apart); `commands` leaves that out.
 */
import { execFileSync } from 'node:child_process';
import { createHash, createCipheriv } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestCa, signBytes, type TestCa } from '../scripts/test-ca.mjs';
import type { BenchFile, VerifyFigures, VerifyOrder } from './verify-worker';
import { startWorker } from '../scripts/start-worker';
import { signedPdf } from './signed-pdf';
import { longestBlock } from './verify-window';

const count = Number(/\d+/.exec(process.argv.find((arg) => arg.startsWith('signatures=')) ?? '')?.[0] ?? 500);
const largeBytes = 3 * 1024 * 1024;
/** so many contents are signed again and again: 500 times 3 MB would measure the disk */
const contents = 20;

const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-verify-'));
try {
  const ca = createTestCa(folder, { units: [{ id: 'unit', name: 'Sở Nội vụ (mẫu)', address: null, key: 'rsa' }] });
  writeFileSync(join(folder, 'trusted.pem'), ca.rootPem + ca.intermediatePem);
  for (const [size, bytes] of [['small', 4096], ['3MB', largeBytes]] as const) {
    await compare(`cms.${size}`, ca, detached(ca, size, bytes), ({ signature, content }) => [
      'openssl', ['cms', '-verify', '-binary', '-inform', 'DER', '-in', signature, '-content', content ?? '', '-CAfile', join(folder, 'trusted.pem'), '-purpose', 'any', '-out', '/dev/null'],
    ]);
    await compare(`pdf.${size}`, ca, pdfs(ca, size, bytes), ({ signature }) => ['pdfsig', ['-nocert', signature]]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (!process.argv.includes('commands')) {
  const { millis, verified } = await longestBlock(200);
  process.stdout.write(`figure verify.window.letters ${verified} letters\nfigure verify.window.longestBlock ${Math.max(50, Math.round(millis))} ms\n`);
}

async function compare(name: string, ca: TestCa, files: readonly BenchFile[], command: (file: BenchFile) => readonly [string, readonly string[]]): Promise<void> {
  const { verified, hashed, longest } = await inWorker({ files, rootPem: ca.rootPem, intermediatePem: ca.intermediatePem, crls: ca.crls });
  const [program] = command(files[0] ?? { signature: '', content: null });
  const begun = performance.now();
  for (const file of files) {
    const [run, args] = command(file);
    execFileSync(run, args, { stdio: 'ignore' });
  }
  const theirs = (performance.now() - begun) / files.length;
  process.stdout.write(`figure verify.${name}.ours ${verified.toFixed(2)} ms\nfigure verify.${name}.longest ${longest.toFixed(2)} ms\nfigure verify.${name}.${program} ${theirs.toFixed(2)} ms\nfigure verify.${name}.hash ${hashed.toFixed(2)} ms\n`);
  process.stdout.write(`ratio verify.${name}.to${program === 'openssl' ? 'Openssl' : 'Pdfsig'} ${(verified / theirs).toFixed(2)} target 1.00\nratio verify.${name}.toHash ${(verified / hashed).toFixed(2)} target none\n`);
}

function inWorker(order: VerifyOrder): Promise<VerifyFigures> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(new URL('verify-worker.ts', import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Incompressible, as a scanned page is. */
function noise(seed: string, bytes: number): Buffer {
  return createCipheriv('aes-128-ctr', createHash('md5').update(seed).digest(), Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

function detached(ca: TestCa, size: string, bytes: number): readonly BenchFile[] {
  const written = Array.from({ length: contents }, (_none, index) => {
    const content = join(folder, `${size}-${index}.bin`);
    const data = noise(`${size}/${index}`, bytes);
    writeFileSync(content, data);
    return { content, data };
  });
  return Array.from({ length: count }, (_none, index) => {
    const one = written[index % contents] ?? { content: '', data: Buffer.alloc(0) };
    const signature = join(folder, `${size}-${index}.p7s`);
    writeFileSync(signature, signBytes(ca, { signer: 'unit', content: one.data }));
    return { signature, content: one.content };
  });
}

function pdfs(ca: TestCa, size: string, bytes: number): readonly BenchFile[] {
  const files: BenchFile[] = [];
  // a PDF of its own each: the signature lies inside
  const many = bytes > 1_000_000 ? Math.min(count, 100) : count;
  for (let index = 0; index < many; index += 1) {
    const signature = join(folder, `${size}-${index}.pdf`);
    writeFileSync(signature, signedPdf(ca, 'unit', noise(`${size}/pdf/${index}`, bytes)));
    files.push({ signature, content: null });
  }
  return files;
}
