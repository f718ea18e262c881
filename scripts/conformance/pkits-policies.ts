import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPath } from '../../core/pki/build-path';
import type { Certificate } from '../../core/pki/certificate';
import { checkPathRevocation } from '../../core/pki/check-revocation';
import { readCertificate } from '../../core/pki/read-certificate';
import { readCrl } from '../../core/pki/read-crl';
import { CorpusTally, readKnown, runAsScript } from './corpus-result';
import type { CorpusResult } from './corpus-result';
import { readBytes } from './read-table';

interface Run {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: readonly string[];
  readonly crls?: readonly string[];
  readonly error?: { readonly class: string };
  readonly params?: {
    readonly user_initial_policy_set?: readonly string[];
    readonly initial_explicit_policy?: boolean;
    readonly initial_policy_mapping_inhibit?: boolean;
    readonly initial_any_policy_inhibit?: boolean;
  };
}

async function certificateOf(folder: string, name: string): Promise<Certificate> {
  const read = await readCertificate(readBytes(folder, 'certs', name));
  if (!read.ok) throw new Error(`${name}: ${read.failure}`);
  return read.value;
}

async function answerOf(folder: string, run: Run): Promise<string> {
  const at = Date.parse('2020-01-01T00:00:00Z');
  const anchors = [await certificateOf(folder, 'TrustAnchorRootCertificate.crt')];
  const others = await Promise.all((run.other_certs ?? []).map((name) => certificateOf(folder, name)));
  const lists = ['TrustAnchorRootCRL.crl', ...(run.crls ?? [])].flatMap((name) => {
    const read = readCrl(readBytes(folder, 'crls', name));
    return read.ok ? [read.value] : [];
  });
  const { params } = run;
  const policies = {
    initialPolicies: params?.user_initial_policy_set ?? null,
    explicitPolicy: params?.initial_explicit_policy === true,
    inhibitMapping: params?.initial_policy_mapping_inhibit === true,
    inhibitAnyPolicy: params?.initial_any_policy_inhibit === true,
  };
  const pool = { anchors, others };
  const outcome = await buildPath(await certificateOf(folder, run.cert), pool, { at, purpose: 'documentSigning', policies });
  if (outcome.kind !== 'valid') return `INVALID (${outcome.kind === 'defective' ? outcome.defects.join(' ') : outcome.kind})`;
  const status = await checkPathRevocation(outcome.path, { lists, answers: [] }, pool, { at, notBefore: Number.NEGATIVE_INFINITY });
  return status.kind === 'good' ? 'VALID' : `INVALID (${status.kind})`;
}

/** The PKITS paths with every initial policy set that NIST lists. */
export async function run(corporaDir: string): Promise<CorpusResult> {
  const folder = join(corporaDir, 'pkits');
  const tally = new CorpusTally('pkits initial policies', readKnown('known-pkits-policies.json'));
  const runs = JSON.parse(readFileSync(join(folder, 'pyhanko-pkits-paths.json'), 'utf8')) as readonly Run[];
  for (const row of runs) {
    const expected = row.error === undefined ? 'VALID' : 'INVALID';
    const got = await answerOf(folder, row);
    tally.compare(`${row.id} ${row.name}`, expected, got.startsWith(expected) ? expected : got);
  }
  return tally.result();
}

await runAsScript(import.meta.url, run);
