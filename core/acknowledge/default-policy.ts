import type { OutgoingPolicy, Policy, RevocationPolicy, SigningPolicy } from '../model/policy';
import { limits } from '../base/limits';
import { defaultAlgorithmTable } from '../verify/default-algorithm-table';

/** Lists are public and say nothing of a letter; hosts of the office's own network have to be named. */
export const defaultRevocation: RevocationPolicy = { fetch: 'automatic', privateHosts: [] };

/** Official documents stay among official addresses unless a person says otherwise; a state secret has no place in mail (QĐ 28/2018/QĐ-TTg; Luật 117/2025/QH15). */
export const defaultOutgoing: OutgoingPolicy = {
  toOtherDomains: 'warn',
  toFreeWebmail: 'block',
  officialAccounts: [],
  fromOtherAccounts: 'warn',
  secret: 'block',
  financial: 'warn',
  medicalReferral: 'warn',
  unsigned: 'warn',
  undoSeconds: 10,
  answerWithinHours: null,
};

/** The government's time-stamp service was measured to answer in 2 to 131 seconds: patience 180, three tries. None is asked until an office names it. */
export const defaultSigning: SigningPolicy = { drivers: [], digest: 'sha256', rsaPadding: 'offered', timestamp: null };

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
  // below these nothing counts whatever its date; all else goes by the table (which asks for the sizes of TT 15/2025/TT-BKHCN today)
  algorithms: { weakDigests: [], minRsaBits: 1024, minEcBits: 160, table: defaultAlgorithmTable },
  revocation: defaultRevocation,
  revocationMaxAgeHours: null,
  arrivalProvesTime: true,
  tlsAnchors: [],
  allowPlainConnection: false,
  administratorKey: null,
  activation: null,
  exchange: [],
  outgoing: defaultOutgoing,
  signing: defaultSigning,
};
