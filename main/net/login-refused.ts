/**
 * The server's own no to a login, with its words. Only this is held against a password: a line that breaks in the middle of
 * a login says nothing of it.
 */
export class LoginRefused extends Error {
  readonly authenticationFailed = true;

  /**
   * @param response the words as they came
   * @param serverResponseCode RFC 5530, or '' where there is none
   * @param responseCode SMTP reply code, or 0
   */
  constructor(readonly response: string, readonly serverResponseCode: string, readonly responseCode: number) {
    super('the server refused the login');
    this.name = 'LoginRefused';
  }
}

/** Nothing that the server offers is known here, or nothing that keeps the secret on this line. */
export class NoLoginOffered extends Error {
  readonly code: 'LOGIN_NOT_OFFERED' | 'PLAIN_NOT_ALLOWED';

  constructor(isPrivate: boolean) {
    super('no login that can be used is offered');
    this.name = 'NoLoginOffered';
    this.code = isPrivate ? 'LOGIN_NOT_OFFERED' : 'PLAIN_NOT_ALLOWED';
  }
}
