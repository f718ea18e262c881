import { limits } from '../base/limits';
import type { Certificate } from './certificate';
import { isSelfIssued } from './certificate';
import { oids } from './oids';

/** What the relying party asks of certificate policies (RFC 5280 6.1.1). */
export interface PolicyInputs {
  /** acceptable policies; null means any */
  readonly initialPolicies: readonly string[] | null;
  readonly explicitPolicy: boolean;
  readonly inhibitMapping: boolean;
  readonly inhibitAnyPolicy: boolean;
}

export const anyPolicyInputs: PolicyInputs = { initialPolicies: null, explicitPolicy: false, inhibitMapping: false, inhibitAnyPolicy: false };

interface Node {
  readonly policy: string;
  readonly expected: ReadonlySet<string>;
  readonly parents: readonly Node[];
}

type Level = readonly Node[];

/** Next level of the graph; one node per policy keeps it linear where the tree of RFC 5280 explodes (RFC 9618). */
function grow(parents: Level, policies: readonly string[], anyAllowed: boolean): Level {
  const next: Node[] = [];
  for (const policy of policies) {
    if (policy === oids.anyPolicy) continue;
    const matching = parents.filter((parent) => parent.expected.has(policy));
    const fallback = matching.length > 0 ? matching : parents.filter((parent) => parent.policy === oids.anyPolicy);
    if (fallback.length > 0) next.push({ policy, expected: new Set([policy]), parents: fallback });
  }
  if (anyAllowed && policies.includes(oids.anyPolicy)) {
    const given = new Set(next.map((node) => node.policy));
    const byPolicy = new Map<string, Node[]>();
    for (const parent of parents) {
      for (const policy of parent.expected) {
        if (given.has(policy)) continue;
        byPolicy.set(policy, [...(byPolicy.get(policy) ?? []), parent]);
      }
    }
    for (const [policy, from] of byPolicy) next.push({ policy, expected: new Set([policy]), parents: from });
  }
  return next.slice(0, limits.policyNodes);
}

function applyMappings(level: Level, certificate: Certificate, allowed: boolean): Level {
  const byIssuer = new Map<string, Set<string>>();
  for (const { issuer, subject } of certificate.extensions.policyMappings) {
    byIssuer.set(issuer, (byIssuer.get(issuer) ?? new Set()).add(subject));
  }
  if (byIssuer.size === 0) return level;
  if (!allowed) return level.filter((node) => !byIssuer.has(node.policy));
  const any = level.find((node) => node.policy === oids.anyPolicy);
  const mapped = level.map((node) => ({ ...node, expected: byIssuer.get(node.policy) ?? node.expected }));
  for (const [policy, expected] of byIssuer) {
    if (any !== undefined && !level.some((node) => node.policy === policy)) mapped.push({ policy, expected, parents: any.parents });
  }
  return mapped;
}

/** Policies of the anchor's domain that reach the end of the path, through nodes below anyPolicy parents only. */
function authorityPolicies(levels: readonly Level[]): ReadonlySet<string> {
  const found = new Set<string>();
  let reached = new Set<Node>(levels[levels.length - 1] ?? []);
  for (const last of reached) if (last.policy === oids.anyPolicy) found.add(oids.anyPolicy);
  for (let depth = levels.length - 1; depth > 0; depth -= 1) {
    const above = new Set<Node>();
    for (const node of reached) {
      if (node.policy !== oids.anyPolicy && node.parents.some((parent) => parent.policy === oids.anyPolicy)) found.add(node.policy);
      for (const parent of node.parents) above.add(parent);
    }
    reached = above;
  }
  return found;
}

/**
 * Certificate policies along a path (RFC 5280 6.1.2–6.1.5 with the graph of RFC 9618).
 * @param path from the certificate below the anchor down to the leaf
 */
export function satisfiesPolicies(path: readonly Certificate[], inputs: PolicyInputs): boolean {
  const count = path.length;
  let explicit = inputs.explicitPolicy ? 0 : count + 1;
  let inhibitAny = inputs.inhibitAnyPolicy ? 0 : count + 1;
  let mapping = inputs.inhibitMapping ? 0 : count + 1;
  let levels: Level[] | null = [[{ policy: oids.anyPolicy, expected: new Set([oids.anyPolicy]), parents: [] }]];
  for (const [index, certificate] of path.entries()) {
    const isLeaf = index === count - 1;
    const selfIssued = isSelfIssued(certificate);
    const { extensions } = certificate;
    const last: Level = levels?.[levels.length - 1] ?? [];
    if (extensions.policies === null || levels === null) levels = null;
    else {
      const next = grow(last, extensions.policies, inhibitAny > 0 || (!isLeaf && selfIssued));
      levels = next.length === 0 ? null : [...levels, next];
    }
    if (explicit <= 0 && levels === null) return false;
    if (!isLeaf) {
      if (extensions.policyMappings.some(({ issuer, subject }) => issuer === oids.anyPolicy || subject === oids.anyPolicy)) return false;
      if (levels !== null) {
        const mapped = applyMappings(levels[levels.length - 1] ?? [], certificate, mapping > 0);
        levels = mapped.length === 0 ? null : [...levels.slice(0, -1), mapped];
      }
      if (!selfIssued) {
        explicit = Math.max(0, explicit - 1);
        mapping = Math.max(0, mapping - 1);
        inhibitAny = Math.max(0, inhibitAny - 1);
      }
      explicit = Math.min(explicit, extensions.requireExplicitPolicy ?? explicit);
      mapping = Math.min(mapping, extensions.inhibitPolicyMapping ?? mapping);
      inhibitAny = Math.min(inhibitAny, extensions.inhibitAnyPolicy ?? inhibitAny);
    } else {
      explicit = Math.max(0, explicit - 1);
      if (extensions.requireExplicitPolicy === 0) explicit = 0;
    }
  }
  if (explicit > 0) return true;
  if (levels === null) return false;
  const { initialPolicies } = inputs;
  if (initialPolicies === null || initialPolicies.includes(oids.anyPolicy)) return true;
  const authority = authorityPolicies(levels);
  return authority.has(oids.anyPolicy) || initialPolicies.some((policy) => authority.has(policy));
}
