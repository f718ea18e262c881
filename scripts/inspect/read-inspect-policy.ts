import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { defaultPolicy } from '../../core/acknowledge/default-policy';
import type { Policy } from '../../core/model/policy';

export interface InspectPolicy {
  readonly policy: Policy;
  /** null: no receipt decision was asked for */
  readonly account: { readonly addresses: readonly string[]; readonly connectedAt: string } | null;
  readonly folder: string;
  readonly arrivedAt: string | null;
  readonly keywords: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

export const noPolicy: InspectPolicy = { policy: defaultPolicy, account: null, folder: 'INBOX', arrivedAt: null, keywords: [] };

/**
 * Reads a policy for inspection: the product's policy file, and beside it what a letter alone does not tell. Certificates
 * and lists may stand in it as PEM, as base64 DER, or as paths of files or folders relative to it. Throws an Error that
 * says what is wrong with the file.
 */
export function readInspectPolicy(path: string): InspectPolicy {
  const json = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, '')) as Json;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('not an object');
  const folder = dirname(resolve(path));
  const texts = (...names: readonly string[]): readonly string[] => names.flatMap((name) => list(json[name])).flatMap((entry) => load(entry, folder));
  const given = Object.fromEntries(Object.entries(json).filter(([name, value]) => name in defaultPolicy && typeof value === typeof defaultPolicy[name as keyof Policy]));
  const account = json['account'] as Json | undefined;
  return {
    policy: {
      ...defaultPolicy,
      ...given,
      receipts: { ...defaultPolicy.receipts, ...(json['receipts'] as object | undefined) },
      algorithms: { ...defaultPolicy.algorithms, ...(json['algorithms'] as object | undefined) },
      trustAnchors: texts('trustAnchors', 'anchors').map((pem) => ({ pem, source: 'policy file' })),
      crls: texts('crls'),
      intermediates: texts('intermediates'),
    },
    account: account ? { addresses: list(account['addresses'] ?? account['address']).map(String), connectedAt: typeof account['connectedAt'] === 'string' ? account['connectedAt'] : '1970-01-01T00:00:00Z' } : null,
    folder: typeof json['folder'] === 'string' ? json['folder'] : 'INBOX',
    arrivedAt: typeof json['arrivedAt'] === 'string' ? json['arrivedAt'] : null,
    keywords: list(json['keywords']).map(String),
  };
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function load(entry: unknown, folder: string): readonly string[] {
  const named = typeof entry === 'object' && entry !== null ? (entry as Json) : { pem: entry };
  const text = named['pem'] ?? named['der'] ?? named['file'] ?? named['path'];
  if (typeof text !== 'string') throw new Error('a certificate or list is neither text nor a path');
  if (text.includes('-----BEGIN')) return split(text);
  const path = resolve(folder, text);
  // 200 characters of base64 are a small certificate; no office has such a path
  if (/^[A-Za-z0-9+/=\s]{200,}$/.test(text) || text.length > 4000) return [text.trim()];
  if (!existsSync(path)) throw new Error(`${text} does not exist`);
  const paths = statSync(path).isDirectory() ? readdirSync(path).sort().map((name) => resolve(path, name)).filter((one) => statSync(one).isFile()) : [path];
  return paths.flatMap((one) => {
    const bytes = readFileSync(one);
    const pem = bytes.toString('latin1');
    return pem.includes('-----BEGIN') ? split(pem) : [bytes.toString('base64')];
  });
}

/** A bundle becomes its blocks. */
function split(text: string): readonly string[] {
  return text.match(/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?-----END [A-Z0-9 ]+-----/g) ?? [text.trim()];
}
