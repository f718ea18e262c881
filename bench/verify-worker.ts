import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { defaultPolicy } from '../core/acknowledge/default-policy';
import type { IsoTime } from '../core/model/ids';
import type { SignatureVerdict } from '../core/model/verdict';
import { openTrust } from '../core/verify/trust-context';
import type { TrustContext } from '../core/verify/trust-context';
import { verifyCmsFile } from '../core/verify/verify-cms-file';
import { verifyPdf } from '../core/verify/verify-pdf';

/** One signature: of a file beside it, or (`content` null) inside a PDF. */
export interface BenchFile {
  readonly signature: string;
  readonly content: string | null;
}

export interface VerifyOrder {
  readonly files: readonly BenchFile[];
  readonly rootPem: string;
  readonly intermediatePem: string;
  readonly crls: readonly string[];
}

export interface VerifyFigures {
  /** milliseconds a signature, reading the files included, all checks made */
  readonly verified: number;
  /** milliseconds to read and hash the same bytes and nothing else */
  readonly hashed: number;
  /** the longest of them */
  readonly longest: number;
}

const order = workerData as VerifyOrder;
const trust: TrustContext = {
  anchors: [order.rootPem], intermediates: [order.intermediatePem], crls: order.crls, ocsps: [], algorithms: defaultPolicy.algorithms, revocationMaxAgeHours: null,
  judgedAt: new Date().toISOString() as IsoTime, judgedBy: 'now',
};
const opened = await openTrust(trust);
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

async function verify({ signature, content }: BenchFile): Promise<readonly SignatureVerdict[]> {
  if (content === null) return verifyPdf(read(signature), { where: '1', part: null, member: null }, trust, opened);
  return (await verifyCmsFile(read(signature), [read(content)], { where: '1', part: null, member: null, kind: 'cms' }, trust)).signatures;
}

for (const file of order.files.slice(0, 20)) await verify(file);
let longest = 0;
const begun = performance.now();
for (const file of order.files) {
  const at = performance.now();
  const verdicts = await verify(file);
  longest = Math.max(longest, performance.now() - at);
  if (verdicts.length !== 1 || verdicts[0]?.verdict !== 'passed') throw new Error(`${file.signature}: ${verdicts[0]?.verdict ?? 'none'} ${verdicts[0]?.reason ?? ''}`);
}
const verified = (performance.now() - begun) / order.files.length;
const hashBegun = performance.now();
for (const { signature, content } of order.files) createHash('sha256').update(read(content ?? signature)).digest();
const figures: VerifyFigures = { verified, longest, hashed: (performance.now() - hashBegun) / order.files.length };
parentPort?.postMessage(figures);
