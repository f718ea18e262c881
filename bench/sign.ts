/*
 * Signatures made by our code beside `openssl cms -sign`, started once a file as people use it: the same key, the same bytes.
 *
 *   npm run bench:sign -- [signatures=200]
 *
 * Ours is what is done for a letter (MIME entity to multipart/signed) and for a PDF (opened, revision appended, CMS, written into its place, as PAdES B-B).
 * The key is a file in both; a token takes its own time and a time-stamp the service's.
 */
import { execFileSync } from 'node:child_process';
import { createCipheriv, createHash, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeEntity } from '../core/outgoing/compose-entity';
import { prepareSignedEntity } from '../core/outgoing/sign-entity';
import type { PreparedSignature } from '../core/outgoing/prepared-signature';
import { preparePdfSignature } from '../core/pdf/write/sign-pdf';
import { sampleObjects, streamBody, writePdf } from '../core/pdf/fixtures/write-pdf';
import type { IsoTime } from '../core/model/ids';
import { finishWith } from '../core/pki/fixtures/sign-with';
import { createTestCa } from '../scripts/test-ca.mjs';

const count = Number(/\d+/.exec(process.argv.find((arg) => arg.startsWith('signatures=')) ?? '')?.[0] ?? 200);
const mechanism = 'rsa-pkcs1-sha256';
const at = '2026-11-21T02:00:00.000Z' as IsoTime;
const folder = mkdtempSync(join(tmpdir(), 'vanthu-bench-sign-'));

try {
  const ca = createTestCa(folder, { units: [{ id: 'unit', name: 'Sở Nội vụ (mẫu)', address: 'vanthu@sonoivu.example', key: 'rsa' }] });
  const signer = ca.signers['unit'];
  if (signer === undefined) throw new Error('the test authority made no signer');
  const pem = signer.certPem + ca.intermediatePem;
  const key = createPrivateKey(readFileSync(signer.keyFile));
  for (const [size, bytes] of [['small', 4096], ['3MB', 3 * 1024 * 1024]] as const) {
    const data = noise(size, bytes);
    const entity = composeEntity({ body: 'Kính gửi quý cơ quan.', files: [{ name: 'cong-van.pdf', mediaType: 'application/pdf', bytes: data }], boundary: `=_${'0'.repeat(32)}` });
    await compare(`smime.${size}`, entity, () => prepareSignedEntity(entity, { pem, mechanism, now: at, boundary: `=_${'1'.repeat(32)}` }));
    const pdf = writePdf({ ...sampleObjects(), 6: streamBody('/Type /EmbeddedFile', data) }).bytes;
    await compare(`pades.${size}`, pdf, async () => {
      const prepared = await preparePdfSignature(pdf, { pem, mechanism, at, part: 'person', picture: null, lines: [], fonts: null, place: { page: 1, rect: { left: 300, bottom: 100, right: 420, top: 160 } } });
      if (!prepared.ok) throw new Error(`the PDF could not be signed: ${prepared.failure}`);
      return prepared.value;
    });
  }

  async function compare(name: string, content: Uint8Array, prepare: () => Promise<PreparedSignature>): Promise<void> {
    await finishWith(await prepare(), key, mechanism);
    const begun = performance.now();
    for (let made = 0; made < count; made += 1) await finishWith(await prepare(), key, mechanism);
    const ours = (performance.now() - begun) / count;
    const file = join(folder, 'content.bin');
    writeFileSync(file, content);
    const theirsBegun = performance.now();
    for (let made = 0; made < count; made += 1) {
      execFileSync('openssl', ['cms', '-sign', '-binary', '-outform', 'DER', '-md', 'sha256', '-cades', '-in', file, '-signer', signer?.certFile ?? '', '-inkey', signer?.keyFile ?? '', '-out', join(folder, 'made.p7s')], { stdio: 'ignore' });
    }
    const theirs = (performance.now() - theirsBegun) / count;
    process.stdout.write(`figure sign.${name}.ours ${(1000 / ours).toFixed(0)} signatures/s\nfigure sign.${name}.openssl ${(1000 / theirs).toFixed(0)} signatures/s\nratio sign.${name}.toOpenssl ${(ours / theirs).toFixed(2)} target 1.00\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Incompressible, as a scanned page is. */
function noise(seed: string, bytes: number): Buffer {
  return createCipheriv('aes-128-ctr', createHash('md5').update(seed).digest(), Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
