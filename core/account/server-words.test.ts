import { describe, expect, it } from 'vitest';
import { meaningOfWords } from './server-words';

describe('what a server says of a login', () => {
  it.each([
    ['passwordMustChange', 'NO [EXPIRED] Password expired.'],
    ['passwordMustChange', 'You are required to change your password immediately (administrator enforced)'],
    ['passwordMustChange', '535 5.7.8 Error: authentication failed: passphrase expired, has to be reset'],
    ['passwordMustChange', 'NO [AUTHENTICATIONFAILED] must change password'],
    ['passwordMustChange', 'NO [CONTACTADMIN] Please_change_your_first_password'],
    ['passwordMustChange', 'Your password has expired.'],
    ['passwordMustChange', 'Bạn cần phải thay đổi mật khẩu.'],
    ['passwordMustChange', 'Mật khẩu của bạn đã hết hạn dùng.'],
    ['passwordMustChange', 'Tài khoản chưa được kích hoạt, đề nghị đổi mật khẩu trong 6 giờ'],
    ['passwordMustChange', 'Mật khẩu lần đầu đã hết hạn'],
    ['passwordMustChange', 'กรุณาเปลี่ยนรหัสผ่านก่อนใช้งาน'],
    ['passwordMustChange', 'รหัสผ่านของคุณหมดอายุแล้ว'],
    ['accountLocked', 'NO [CONTACTADMIN] Account_is_locked'],
    ['accountLocked', 'NO [AUTHORIZATIONFAILED] This user account is disabled.'],
    ['accountLocked', 'account disabled'],
    ['accountLocked', 'Too many failed logins, try again later'],
    ['accountLocked', 'Tài khoản đã bị khóa'],
    ['accountLocked', 'Tài khoản tạm khoá do nhập sai nhiều lần'],
    ['accountLocked', 'Tài khoản đã bị khóa vì chưa đổi mật khẩu lần đầu'],
    ['accountLocked', 'Tài khoản người dùng đã hết hiệu lực'],
    ['accountLocked', 'บัญชีนี้ถูกระงับการใช้งาน'],
    ['accountLocked', 'User account has expired'],
    ['passwordWrong', 'Sai mật khẩu. Tài khoản sẽ bị khóa sau 5 lần'],
    ['passwordWrong', 'Incorrect password. Your account will be locked after 3 more attempts'],
    [null, '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6'],
    [null, 'NO [AUTHENTICATIONFAILED] Authentication failed.'],
    [null, 'Invalid credentials'],
    [null, 'Logged in'],
    [null, 'Sai tên đăng nhập hoặc mật khẩu'],
    [null, ''],
  ] as const)('%s: %s', (mean, words) => {
    expect(meaningOfWords(words)).toBe(mean);
  });

  it('is understood whichever way the accents are written', () => {
    expect(meaningOfWords('Tài khoản đã bị khóa'.normalize('NFD'))).toBe('accountLocked');
  });

  it('is read in time that does not run away with the length', () => {
    for (const one of ['is ', 'must ', 'phải ', 'password ', 'ต้อง']) expect(meaningOfWords(one.repeat(20_000))).toBeNull();
  });
});
