import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCa, signBytes } from '../../scripts/test-ca.mjs';
import type { TestCa } from '../../scripts/test-ca.mjs';
import { certificationAttacks, documentAttacks, formAttacks, incrementalSavings, shadowAttacks, signatureForgeries, signatureWrappings } from '../pdf/fixtures/attack-pdf';
import { office, signedOffice, signField } from '../pdf/fixtures/office-pdf';
import { openTrust } from './trust-context';
import type { TrustContext } from './trust-context';
import { verifyPdf } from './verify-pdf';
import { trustIn } from './fixtures/trust-in';

let folder: string;
let ca: TestCa;
let trust: TrustContext;
const made = new Map<string, Uint8Array>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-pdf-attacks-'));
  ca = createTestCa(folder, { units: [{ id: 'education', name: 'Sở Giáo dục và Đào tạo (mẫu)', address: null }] });
  trust = trustIn(ca);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** most attacks begin with the same signed file: it is signed once */
function sign(content: Uint8Array): Uint8Array {
  const key = createHash('sha256').update(content).digest('hex');
  const known = made.get(key) ?? signBytes(ca, { signer: 'education', content });
  made.set(key, known);
  return known;
}

async function verdicts(bytes: Uint8Array): Promise<readonly string[]> {
  const found = await verifyPdf(bytes, { where: 'cong-van.pdf', part: null, member: null }, trust, await openTrust(trust));
  return found.map(({ verdict, reason, names }) => `${names.field ?? ''} ${verdict} ${reason}`.trim());
}

describe('no attack of the literature makes a signature pass that does not cover what is shown', () => {
  it('while the same file, signed twice and left alone, passes', async () => {
    expect(await verdicts(signField(signedOffice({ sign }), office.emptySignature, { sign }).bytes)).toEqual(['ky passed valid', 'kySau passed valid']);
  });

  it.each(Object.entries({ signatureForgeries, incrementalSavings, signatureWrappings, shadowAttacks, certificationAttacks, formAttacks, documentAttacks }))('%s', async (_, attacks) => {
    const passed: string[] = [];
    for (const [title, attack] of Object.entries(attacks)) {
      const first = (await verdicts(attack(sign))).find((said) => !said.startsWith('ky2 '));
      if (first === undefined || first.includes('passed')) passed.push(`${title}: ${first ?? 'no signature seen'}`);
    }
    expect(passed).toEqual([]);
  });
});
