import * as v from 'valibot';
import { fail, ok, type Result } from '../base/result';
import type { IsoDate } from '../model/ids';
import type { Policy } from '../model/policy';
import { canonicalDomain, readAddress } from './mail-address';
import { limits } from '../base/limits';
import { defaultOutgoing, defaultPolicy, defaultRevocation, defaultSigning } from './default-policy';
import { domainEntry } from './match-domain';

/** Something in a policy file that this version does not accept; `path` as in JSON, `officialDomains.2`. */
export interface PolicyProblem {
  readonly path: string;
  readonly code: 'unknownKey' | 'wrongValue';
}

const domain = v.pipe(v.string(), v.transform(domainEntry), v.check((text) => canonicalDomain(text.startsWith('.') ? text.slice(1) : text, 1) !== null));
const pem = v.pipe(v.string(), v.maxLength(1_000_000), v.check((text) => text.includes('-----BEGIN ')));
const mode = v.picklist(['automatic', 'ask', 'never']);
const rule = v.picklist(['send', 'ask', 'never']);
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
// a page that takes passwords is never opened in clear text
const httpsUrl = v.pipe(v.string(), v.maxLength(2000), v.regex(/^https:\/\/[^\s/@]+(\/[^\s]*)?$/));
const anchor = v.union([
  v.pipe(pem, v.transform((text) => ({ pem: text, source: '' }))),
  v.pipe(
    v.strictObject({ pem, source: v.optional(v.pipe(v.string(), v.maxLength(300)), ''), domains: v.exactOptional(v.pipe(v.array(domain), v.minLength(1), v.maxLength(200))) }),
    v.transform(({ pem: text, source, domains }) => ({ pem: text, source, ...(domains && { domains }) })),
  ),
]);

// a host by name or number, or `.domain` for all below it; never a pattern that covers everything
const privateHost = v.pipe(v.string(), v.maxLength(255), v.transform((text) => text.trim().toLowerCase().replace(/^\[|\]$/g, '')), v.check((text) => /^(?:\.?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|[0-9a-f.]*:[0-9a-f:.]*)$/.test(text)));
const isoDay = v.pipe(v.string(), v.isoDate(), v.transform((day) => day as IsoDate));
const algorithmRule = v.pipe(
  v.strictObject({
    algorithm: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
    belowBits: v.exactOptional(v.pipe(count, v.minValue(1))),
    until: v.nullable(isoDay),
    source: v.optional(v.pipe(v.string(), v.maxLength(300)), ''),
  }),
  v.transform(({ belowBits, ...rule }) => ({ ...rule, ...(belowBits !== undefined && { belowBits }) })),
);

// the very file: a bare name would be looked for in folders that others may write to
const driverPath = v.pipe(v.string(), v.maxLength(1000), v.regex(/^(?:\/|[A-Za-z]:\\|\\\\)[^\0]+$/));
const driverName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100), v.check((text) => !/[\p{Cc}/]/u.test(text)));
// what comes from there is signed itself: clear text will do
const webUrl = v.pipe(v.string(), v.maxLength(2000), v.regex(/^https?:\/\/[^\s/@]+(\/[^\s]*)?$/));
const signing = v.strictObject({
  drivers: v.optional(v.pipe(v.array(v.strictObject({ name: driverName, path: driverPath })), v.maxLength(limits.tokenDrivers), v.check((drivers) => new Set(drivers.map(({ name }) => name)).size === drivers.length))),
  digest: v.optional(v.picklist(['sha256', 'sha384', 'sha512'])),
  rsaPadding: v.optional(v.picklist(['offered', 'pss', 'pkcs1'])),
  timestamp: v.optional(v.nullable(v.strictObject({
    url: webUrl,
    patience: v.optional(v.pipe(count, v.minValue(1), v.maxValue(limits.timestampPatienceSeconds)), limits.timestampPatienceSeconds),
    tries: v.optional(v.pipe(count, v.minValue(1), v.maxValue(limits.timestampTries)), limits.timestampTries),
    required: v.optional(v.boolean(), false),
  }))),
});

const guardRule = v.picklist(['allow', 'warn', 'block']);
const mailAddress = v.pipe(v.string(), v.trim(), v.maxLength(320), v.check((text) => readAddress(text) !== null));
const outgoing = v.strictObject({
  toOtherDomains: v.optional(guardRule),
  toFreeWebmail: v.optional(guardRule),
  officialAccounts: v.optional(v.pipe(v.array(mailAddress), v.maxLength(200))),
  fromOtherAccounts: v.optional(guardRule),
  secret: v.optional(guardRule),
  financial: v.optional(guardRule),
  medicalReferral: v.optional(guardRule),
  unsigned: v.optional(guardRule),
  // longer than that, people believe a letter gone that is not
  undoSeconds: v.optional(v.pipe(count, v.maxValue(120))),
  answerWithinHours: v.optional(v.nullable(v.pipe(count, v.minValue(1)))),
});

const deskKind = v.picklist(['invitation', 'workSchedule', 'meetingPapers', 'workMaterial', 'report', 'directive', 'notice', 'request', 'officialDocument']);

/** Every key may be left out. What is given replaces the default of that key as a whole; lists are never joined. */
const schema = v.strictObject({
  trustAnchors: v.optional(v.array(anchor)),
  crls: v.optional(v.array(v.pipe(v.string(), v.minLength(1)))),
  intermediates: v.optional(v.array(pem)),
  officialDomains: v.optional(v.array(domain)),
  freeDomains: v.optional(v.array(domain)),
  receipts: v.optional(v.strictObject({
    arrivalNotice: v.optional(v.nullable(mode)),
    displayedMdn: v.optional(v.nullable(mode)),
    whenBcc: v.optional(rule),
    withoutClaim: v.optional(rule),
    perSenderHour: v.optional(count),
    perAccountHour: v.optional(count),
    arrivalFor: v.optional(v.picklist(['officialDomain', 'officialDocument'])),
    automaticPerLetter: v.optional(v.pipe(count, v.minValue(1))),
  })),
  algorithms: v.optional(v.strictObject({
    weakDigests: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9]+$/)))),
    minRsaBits: v.optional(count),
    minEcBits: v.optional(count),
    table: v.optional(v.pipe(v.array(algorithmRule), v.maxLength(200))),
  })),
  revocation: v.optional(v.strictObject({
    fetch: v.optional(v.picklist(['automatic', 'onRequest', 'never'])),
    privateHosts: v.optional(v.pipe(v.array(privateHost), v.maxLength(200))),
  })),
  revocationMaxAgeHours: v.optional(v.nullable(count)),
  arrivalProvesTime: v.optional(v.boolean()),
  tlsAnchors: v.optional(v.array(pem)),
  allowPlainConnection: v.optional(v.boolean()),
  administratorKey: v.optional(v.nullable(pem)),
  outgoing: v.optional(outgoing),
  exchange: v.optional(v.pipe(v.array(v.strictObject({ deskKind, duty: v.picklist(['mandatory', 'encouraged', 'forbidden']), source: v.optional(v.pipe(v.string(), v.maxLength(300)), '') })), v.maxLength(100))),
  signing: v.optional(signing),
  activation: v.optional(v.nullable(v.strictObject({
    url: v.optional(v.nullable(httpsUrl), null),
    // six hours is what the published rule gives (QĐ 75/QĐ-UBND, Cao Bằng)
    hours: v.optional(v.pipe(v.number(), v.minValue(0.25), v.maxValue(8760)), 6),
    contact: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(300), v.check((text) => !/\p{Cc}/u.test(text)))), null),
  }))),
});

/**
 * A policy from the JSON value of a policy file. Strict: a misspelt key would otherwise leave an office believing in a
 * rule that does not hold.
 */
export function parsePolicy(json: unknown): Result<Policy, readonly PolicyProblem[]> {
  // an array is an object to the schema, with nothing in it
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fail([{ path: '', code: 'wrongValue' }]);
  // JSON has no comments: the key is for whoever maintains the file
  const parsed = v.safeParse(schema, Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'comment')));
  if (!parsed.success) {
    return fail(parsed.issues.map((issue) => ({
      path: v.getDotPath(issue) ?? '',
      code: issue.type === 'strict_object' && issue.expected === 'never' ? 'unknownKey' : 'wrongValue',
    })));
  }
  const { receipts, algorithms, revocation, outgoing: leaves, signing: signs, ...rest } = parsed.output;
  return ok({
    ...defaultPolicy,
    ...given(rest),
    receipts: { ...defaultPolicy.receipts, ...given(receipts ?? {}) },
    algorithms: { ...defaultPolicy.algorithms, ...given(algorithms ?? {}) },
    revocation: { ...defaultRevocation, ...given(revocation ?? {}) },
    outgoing: { ...defaultOutgoing, ...given(leaves ?? {}) },
    signing: { ...defaultSigning, ...given(signs ?? {}) },
  });
}

type Given<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function given<Value extends object>(value: Value): Given<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Given<Value>;
}
