import type { Policy } from '../model/policy';
import { limits } from '../base/limits';

/**
 * What holds until an office says otherwise. Domains are data with a date, not law: the list below names name spaces
 * that a registry reserves for public bodies (checked 2026-11), and nothing is trusted as a certificate.
 * `.edu.vn` is open to private schools, so only the ministry's own domain stands here; a province adds its own
 * (the published example: `longan.edu.vn`).
 */
export const defaultPolicy: Policy = {
  trustAnchors: [],
  crls: [],
  intermediates: [],
  officialDomains: ['.gov.vn', 'moet.edu.vn', '.go.th', '.gov.my', '.go.id'],
  freeDomains: [
    'gmail.com', 'googlemail.com', 'yahoo.com', 'yahoo.com.vn', 'ymail.com', 'rocketmail.com', 'hotmail.com', 'outlook.com',
    'outlook.com.vn', 'live.com', 'msn.com', 'icloud.com', 'me.com', 'mac.com', 'aol.com', 'gmx.com', 'gmx.net', 'mail.com', 'mail.ru',
    'yandex.com', 'yandex.ru', 'proton.me', 'protonmail.com', 'pm.me', 'tutanota.com', 'tuta.io', 'zohomail.com', 'qq.com', '163.com',
    '126.com', 'sina.com', 'naver.com', 'fpt.vn', 'vnn.vn', 'hn.vnn.vn', 'hcm.vnn.vn',
  ],
  receipts: {
    arrivalNotice: null,
    displayedMdn: null,
    whenBcc: 'ask',
    withoutClaim: 'ask',
    perSenderHour: limits.receiptsPerSenderHour,
    perAccountHour: limits.receiptsPerAccountHour,
    arrivalFor: 'officialDomain',
    automaticPerLetter: 1,
  },
  // md5: RFC 6151; sha1: NIST SP 800-131A rev. 2; sizes: TT 15/2025/TT-BKHCN
  algorithms: { weakDigests: ['md5', 'sha1'], minRsaBits: 2048, minEcBits: 256 },
  revocation: { fetch: 'automatic', privateHosts: [] },
  revocationMaxAgeHours: null,
  arrivalProvesTime: true,
  tlsAnchors: [],
  allowPlainConnection: false,
  administratorKey: null,
  activation: null,
  exchange: [],
};
