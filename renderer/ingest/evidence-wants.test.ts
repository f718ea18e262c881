import { expect, test } from 'vitest';
import type { EvidenceWant } from '../../core/model/evidence';
import type { LetterId } from '../../core/model/ids';
import type { SignatureVerdict, Wanted } from '../../core/model/verdict';
import type { AskMain } from './ask-main';
import { sendWants } from './evidence-wants';

const issuerAt = (...urls: readonly string[]): Wanted => ({ what: 'certificate', name: 'A', keyId: null, urls });

async function told(...wanted: readonly Wanted[]): Promise<readonly EvidenceWant[]> {
  const all: EvidenceWant[] = [];
  const ask = async (_name: string, input: unknown): Promise<unknown> => {
    all.push(...(input as { readonly wants: readonly EvidenceWant[] }).wants);
    return null;
  };
  await sendWants(ask as AskMain, 'a'.repeat(32) as LetterId, { signatures: [{ wanted } as Partial<SignatureVerdict> as SignatureVerdict] });
  return all;
}

const addresses = (wants: readonly EvidenceWant[]): number => wants.flatMap(({ urls }) => urls).length;

test('one letter has us ask few addresses for issuers that nobody vouches for, and no server often', async () => {
  const many = Array.from({ length: 500 }, (_, index) => issuerAt(...Array.from({ length: 8 }, (_none, at) => `http://h${index}.example/${at}`)));
  expect(addresses(await told(...many))).toBeLessThanOrEqual(8);
  const atOne = Array.from({ length: 500 }, (_, index) => issuerAt(`http://victim.example/${index}`));
  expect(addresses(await told(...atOne))).toBeLessThanOrEqual(4);
});

test('lists are asked for beside them, however many strangers want', async () => {
  const list: Wanted = { what: 'crl', name: 'B', certificate: 'b', urls: ['http://ca.example/list.crl'] };
  expect(await told(...Array.from({ length: 500 }, (_, index) => issuerAt(`http://h${index}.example/`)), list)).toContainEqual({ what: 'crl', urls: list.urls });
});
