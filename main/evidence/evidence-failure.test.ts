import { expect, test } from 'vitest';
import en from '../../assets/locales/parts/signature-evidence.en.json';
import vi from '../../assets/locales/parts/signature-evidence.vi.json';
import { evidenceFailure, evidenceFailures } from './evidence-failure';

test('every reason why something was not fetched has its sentence in both languages, and there are no others', () => {
  for (const texts of [vi, en]) expect(Object.keys(texts.evidence.failure).sort()).toEqual([...evidenceFailures].sort());
});

test.each([
  ['ENOTFOUND', 'nameNotFound'], ['ECONNREFUSED', 'notReached'], ['EHOSTUNREACH', 'notReached'], ['EAI_AGAIN', 'notReached'], ['ETIMEDOUT', 'timeout'], ['ECONNRESET', 'closed'], ['EPIPE', 'closed'],
  ['CERT_HAS_EXPIRED', 'tlsFailed'], ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsFailed'], ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsFailed'], ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsFailed'], ['HPE_INVALID_CONSTANT', 'notEvidence'], ['HPE_HEADER_OVERFLOW', 'tooLarge'], ['EWHATEVER', 'notReached'],
])('%s is called %s', (code, name) => {
  expect(evidenceFailure(Object.assign(new Error('x'), { code }), 'ca.vn')).toBe(name);
});
