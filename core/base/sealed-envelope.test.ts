import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importSealingKey, isSealedEnvelope, openValue, sealValue } from './sealed-envelope';

const raw = Uint8Array.from({ length: 32 }, (_, index) => index);

describe('a sealed value', () => {
  it('opens to the bytes that were sealed, for the same key and purpose', async () => {
    const key = await importSealingKey(raw);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (bytes, purpose) => {
        const envelope = await sealValue(key, purpose, bytes);
        expect(isSealedEnvelope(envelope)).toBe(true);
        expect(await openValue(key, purpose, envelope)).toEqual({ ok: true, value: Uint8Array.from(bytes) });
      }),
    );
  });

  it('is damaged for another purpose, another key, any flipped bit and any cut', async () => {
    const key = await importSealingKey(raw);
    const envelope = await sealValue(key, 'letters:1', new TextEncoder().encode('công văn'));
    const damaged = { ok: false, failure: { code: 'damaged' } };
    expect(await openValue(key, 'letters:2', envelope)).toEqual(damaged);
    expect(await openValue(await importSealingKey(raw.toReversed()), 'letters:1', envelope)).toEqual(damaged);
    for (let bit = 0; bit < envelope.length * 8; bit += 1) {
      const flipped = envelope.slice();
      flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7));
      expect(await openValue(key, 'letters:1', flipped)).toEqual(damaged);
    }
    for (let length = 0; length < envelope.length; length += 1) {
      expect(await openValue(key, 'letters:1', envelope.slice(0, length))).toEqual(damaged);
    }
  });

  it('never looks the same twice and cannot give its key away', async () => {
    const key = await importSealingKey(raw);
    const bytes = new Uint8Array(50);
    expect(await sealValue(key, 'p', bytes)).not.toEqual(await sealValue(key, 'p', bytes));
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('is told from plain bytes', () => {
    expect(isSealedEnvelope(new TextEncoder().encode('{"subject":"Về việc nộp hồ sơ trước ngày 30 tháng 11"}'))).toBe(false);
    expect(isSealedEnvelope(new Uint8Array())).toBe(false);
  });
});
