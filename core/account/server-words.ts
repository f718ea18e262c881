/** What a server's own words about a login mean, where its codes do not say it. */
export type WordsMean = 'passwordMustChange' | 'accountLocked' | 'passwordWrong';

interface Phrase {
  readonly mean: WordsMean;
  readonly language: 'en' | 'vi' | 'th';
  /** matched without regard to case in text of Unicode form C */
  readonly phrase: RegExp;
  /** who says so; `own` are the words an administrator writes himself (nologin reason, LDAP or Exchange notice) */
  readonly source: string;
}

const linuxPam = 'Linux-PAM 1.5 and its catalogue';
const shadow = 'shadow 4.13 and its catalogue';
const own = 'words that administrators write themselves';

/**
 * The first that matches counts, so what is more particular stands first: "locked because the first password was not changed" is a lock,
 * and "wrong password; the account locks after five tries" only a wrong password. Seen 2026-11.
 */
const phrases: readonly Phrase[] = [
  { mean: 'passwordWrong', language: 'en', phrase: /(incorrect|wrong|invalid) (user ?name or )?password.{0,80}(will|may|to) (be )?lock/, source: own },
  { mean: 'passwordWrong', language: 'vi', phrase: /sai mật khẩu.{0,80}(sẽ|có thể) (bị )?kh(óa|oá)/, source: own },
  { mean: 'accountLocked', language: 'en', phrase: /\b(account|user|mailbox|login|has been|is|was|temporarily|logon)[\s:]+(\w+\s+){0,3}(locked|disabled|suspended|blocked|deactivated|inactive)\b/, source: 'Dovecot ("This user account is disabled"), libsasl2 ("account disabled"), Zimbra, Exchange' },
  { mean: 'accountLocked', language: 'en', phrase: /^[^.]{0,40}\block(ed)?\s?(out)?\b/, source: own },
  { mean: 'accountLocked', language: 'en', phrase: /\b(account|user account|login)\s+(has\s+|is\s+)?expired\b/, source: `${linuxPam}; ${shadow}` },
  { mean: 'accountLocked', language: 'en', phrase: /too many (failed |invalid |unsuccessful )?(login|logon|password|authentication|attempts|tries|failures)/, source: 'Dovecot auth policy, Zimbra lockout, fail2ban notices' },
  { mean: 'accountLocked', language: 'vi', phrase: /(bị|đã|tạm|đang) (bị )?(tạm )?kh(óa|oá)|vô hiệu h(óa|oá)|(tạm )?ngừng hoạt động|đình chỉ/, source: own },
  { mean: 'accountLocked', language: 'vi', phrase: /tài khoản( người dùng)?( của bạn)? (đã |bị )?hết (hiệu lực|hạn)/, source: linuxPam },
  { mean: 'accountLocked', language: 'th', phrase: /(ถูก|โดน)\s?(ล็อก|ล็อค|ระงับ|ปิดใช้งาน)|บัญชี.{0,20}หมดอายุ/, source: own },
  { mean: 'passwordMustChange', language: 'en', phrase: /(must|have to|has to|need to|needs to|required to|required:?|please)\s+(\w+\s+){0,3}(change|reset|be changed|be reset)\b/, source: `${linuxPam}; ${shadow}; libsasl2 ("passphrase expired, has to be reset")` },
  { mean: 'passwordMustChange', language: 'en', phrase: /\bchange\s+(your|the|this)\s+((first|initial|temporary|default)\s+)?pass(word|phrase)|must change password/, source: 'Zimbra (account.CHANGE_PASSWORD), Dovecot passdb reasons' },
  { mean: 'passwordMustChange', language: 'en', phrase: /\b(pass(word|phrase)|credentials?)\s+(has\s+|have\s+|is\s+|was\s+)?(expired|no longer valid)\b|new one required/, source: `Dovecot ("Password expired."); ${linuxPam}; ${shadow}` },
  { mean: 'passwordMustChange', language: 'en', phrase: /\b(account|mailbox|user)\s+(has\s+|is\s+)?not\s+(been\s+|yet\s+)*activated\b/, source: own },
  { mean: 'passwordMustChange', language: 'vi', phrase: /(phải|cần|yêu cầu|vui lòng|hãy|đề nghị).{0,30}(đổi|thay đổi|cập nhật|thay) (lại )?mật khẩu/, source: `${shadow}; ${own}` },
  { mean: 'passwordMustChange', language: 'vi', phrase: /mật khẩu( của bạn)?( cấp)?( lần)?( đầu)?( đã| đã bị| bị)? hết hạn|chưa (được )?kích hoạt|chưa đổi mật khẩu/, source: `${shadow}; ${own}` },
  { mean: 'passwordMustChange', language: 'th', phrase: /(ต้อง|กรุณา|โปรด|จำเป็นต้อง).{0,20}เปลี่ยนรหัสผ่าน|รหัสผ่าน.{0,20}หมดอายุ|ยังไม่ได้(เปิด|เริ่ม)ใช้งาน/, source: own },
];

/** characters of an answer of a server that are looked at */
const longestWords = 2000;

/** null where the words say nothing that is known here. */
export function meaningOfWords(words: string): WordsMean | null {
  // reasons in Dovecot's password files have no spaces
  const text = words.slice(0, longestWords).normalize('NFC').toLowerCase().replaceAll('_', ' ');
  return phrases.find(({ phrase }) => phrase.test(text))?.mean ?? null;
}
