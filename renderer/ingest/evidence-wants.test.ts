import { expect, test } from 'vitest';
import { noEvidence } from '../../core/fold/evidence';
import type { Evidence } from '../../core/fold/evidence';
import type { EvidenceWant } from '../../core/model/evidence';
import type { Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { LetterVerdict, SignatureVerdict, Wanted } from '../../core/model/verdict';
import type { AskMain } from './ask-main';
import { EvidenceWants } from './evidence-wants';

const letter = 'a'.repeat(32) as LetterId;
const verdict = (...wanted: readonly Wanted[]): LetterVerdict => ({ verdict: 'indeterminate', reason: 'noAnchor', signatures: [{ wanted } as Partial<SignatureVerdict> as SignatureVerdict], unsignedParts: [], pictures: [], pin: null });
const issuerAt = (...urls: readonly string[]): Wanted => ({ what: 'certificate', name: 'A', keyId: null, urls });

function desk(): { readonly wants: EvidenceWants; readonly told: EvidenceWant[] } {
  const told: EvidenceWant[] = [];
  const ask = async (_name: string, input: unknown): Promise<null> => {
    told.push(...(input as { readonly wants: readonly EvidenceWant[] }).wants);
    return null;
  };
  return { wants: new EvidenceWants(ask as AskMain), told };
}

function keptAt(url: string, times: number): Evidence {
  const at = '2026-01-01T00:00:00.000Z' as IsoTime;
  return { ...noEvidence, kept: Array.from({ length: times }, (_, index) => ({ what: 'certificate' as const, digest: String(index).repeat(64) as Digest, size: 1, url, about: null, seq: index + 1, at })) };
}

test('one letter has us ask few addresses for issuers that nobody vouches for, and no server often', async () => {
  const { wants, told } = desk();
  const many = Array.from({ length: 500 }, (_, index) => issuerAt(...Array.from({ length: 8 }, (_none, at) => `http://h${index}.example/${at}`)));
  await wants.send(letter, verdict(...many), noEvidence);
  await wants.send(letter, verdict(...many), noEvidence);
  expect(told.flatMap(({ urls }) => urls).length).toBeLessThanOrEqual(8);
  const other = desk();
  await other.wants.send(letter, verdict(...Array.from({ length: 500 }, (_, index) => issuerAt(`http://victim.example/${index}`))), noEvidence);
  expect(other.told.flatMap(({ urls }) => urls).length).toBeLessThanOrEqual(4);
});

test('lists are asked for beside them, however many strangers want', async () => {
  const { wants, told } = desk();
  const list: Wanted = { what: 'crl', name: 'B', certificate: 'b', urls: ['http://ca.example/list.crl'] };
  await wants.send(letter, verdict(...Array.from({ length: 500 }, (_, index) => issuerAt(`http://h${index}.example/`)), list), noEvidence);
  expect(told).toContainEqual({ what: 'crl', urls: list.urls });
});

test('an address that gives another certificate each time is not asked for ever', async () => {
  const url = 'http://tracker.example/issuer.cer';
  for (const [times, asked] of [[0, 1], [2, 1], [3, 0], [4, 0]] as const) {
    const { wants, told } = desk();
    await wants.send(letter, verdict(issuerAt(url)), keptAt(url, times));
    expect(told).toHaveLength(asked);
  }
});
