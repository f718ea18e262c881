import { createSign, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCa, signBytes } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { bytesOf, childrenOf, contentOf, encodeElement, isUniversal, joinBytes, readElement, tags } from './der';
import type { Element } from './der';
import { pemBlocks } from './pem';
import { readCms } from './read-cms';
import { intactCounterSigners } from './verify-cms';

let folder: string;
let ca: TestCa;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-counter-'));
  ca = createTestCa(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A SignedData of education with the counter-signature of another unit, over the signature or over other bytes. */
function counterSigned(unit: string, over?: Uint8Array): Uint8Array {
  const der = signBytes(ca, { signer: 'education', content: Buffer.from('nội dung'), attached: true });
  const [type, wrapper] = childrenOf(readElement(der));
  const fields = childrenOf(childrenOf(wrapper as Element)[0] as Element);
  const signer = childrenOf(childrenOf(fields.at(-1) as Element)[0] as Element);
  const signature = contentOf(signer.find((field) => isUniversal(field, tags.octetString)) as Element);
  const who = ca.signers[unit];
  const [certificate] = pemBlocks(who?.certPem ?? '', ['CERTIFICATE']);
  const tbs = childrenOf(childrenOf(readElement(certificate ?? new Uint8Array()))[0] as Element);
  const sid = encodeElement(0x30, joinBytes([bytesOf(tbs[3] as Element), bytesOf(tbs[1] as Element)]));
  const sha256 = encodeElement(0x30, Buffer.from('0609608648016503040201', 'hex'));
  const ecdsa = encodeElement(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const value = createSign('sha256').update(over ?? signature).sign(createPrivateKey(readFileSync(who?.keyFile ?? '')));
  const counter = encodeElement(0x30, joinBytes([Uint8Array.of(2, 1, 1), sid, sha256, ecdsa, encodeElement(4, value)]));
  const attribute = encodeElement(0x30, joinBytes([Buffer.from('06092a864886f70d010906', 'hex'), encodeElement(0x31, counter)]));
  const signers = encodeElement(0x31, encodeElement(0x30, joinBytes([...signer.map(bytesOf), encodeElement(0xa1, attribute)])));
  const certificates = encodeElement(0xa0, joinBytes([contentOf(fields[3] as Element), certificate ?? new Uint8Array()]));
  const inner = fields.map((field, index) => (index === fields.length - 1 ? signers : index === 3 ? certificates : bytesOf(field)));
  return encodeElement(0x30, joinBytes([bytesOf(type as Element), encodeElement(0xa0, encodeElement(0x30, joinBytes(inner)))]));
}

async function counterSigners(der: Uint8Array): Promise<readonly string[]> {
  const cms = await readCms(der);
  if (!cms.ok || cms.value.kind !== 'signed' || cms.value.signers[0] === undefined) throw new Error('no SignedData');
  return (await intactCounterSigners(cms.value, cms.value.signers[0])).map(({ subject }) => subject.text);
}

describe('a counter-signature', () => {
  test('is named by its signer where it holds', async () => {
    expect(await counterSigners(counterSigned('noaddress'))).toEqual([expect.stringContaining('Sở Y tế')]);
  });

  test('over anything but the signature names nobody', async () => {
    expect(await counterSigners(counterSigned('noaddress', Buffer.from('nội dung')))).toEqual([]);
  });
});
