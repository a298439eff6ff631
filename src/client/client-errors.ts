/** The base class of all errors of the clients. No error contains a password, a cookie or a token. */
export abstract class JiraSessionError extends Error {
  abstract override readonly name: string;
}

/** Jira refused the user name or the password (POST 401). */
export class LogInFailedError extends JiraSessionError {
  override readonly name = 'LogInFailedError';
  /** Jira's own words, to show to the person who logs in. */
  readonly errorMessages: readonly string[];
  constructor(request: string, errorMessages: readonly string[]) {
    super(
      `${request}: Jira refused the log-in (${errorMessages.join('; ') || 'no message'}). Check the user name and the password.`,
    );
    this.errorMessages = errorMessages;
  }
}

/** Jira wants a CAPTCHA answered first, whatever the password (POST 403). */
export class CaptchaChallengeError extends JiraSessionError {
  override readonly name = 'CaptchaChallengeError';
  /** Where a person answers the challenge, if Jira says so. */
  readonly logInUrl: string | undefined;
  constructor(request: string, logInUrl: string | undefined) {
    super(
      `${request}: Jira demands a CAPTCHA. Log in once with a browser${logInUrl ? ` at ${logInUrl}` : ''}, then try again.`,
    );
    this.logInUrl = logInUrl;
  }
}

/** There is no session, or it has ended, or the credentials sent with the request are not valid (401). */
export class NotAuthenticatedError extends JiraSessionError {
  override readonly name = 'NotAuthenticatedError';
  constructor(request: string) {
    super(`${request}: Jira does not know this session or these credentials. Log in again.`);
  }
}

/** Jira gave no access token for a service account (400, 401, 403). */
export class AccessTokenRefusedError extends JiraSessionError {
  override readonly name = 'AccessTokenRefusedError';
  readonly status: number;
  /** Why, where Jira says it in the words of OAuth 2.0: `invalid_client`, `invalid_scope`. */
  readonly reason: string | undefined;
  constructor(request: string, status: number, reason: string | undefined) {
    const what =
      reason === 'invalid_scope'
        ? 'the scope, and which scopes the service account has'
        : 'the client id and the client secret of the service account';
    super(`${request}: Jira gave no access token (${reason ?? status}). Check ${what}.`);
    this.status = status;
    this.reason = reason;
  }
}

/** An administrator switched Basic authentication off (403 `{message}`, Jira 8.16 on). */
export class BasicAuthenticationDisabledError extends JiraSessionError {
  override readonly name = 'BasicAuthenticationDisabledError';
  constructor(request: string) {
    super(`${request}: Basic authentication is switched off on this Jira. Use a personal access token.`);
  }
}

/** This Jira no longer has the resource (404, 410). */
export class ResourceGoneError extends JiraSessionError {
  override readonly name = 'ResourceGoneError';
  readonly status: number;
  constructor(request: string, status: number) {
    super(
      `${request}: there is no session resource here (${status}). If the base URL ends in /rest, this Jira no longer has the resource: use a personal access token, or a service account (OAuth 2.0).`,
    );
    this.status = status;
  }
}

/** Jira asks for fewer requests (429). */
export class RateLimitedError extends JiraSessionError {
  override readonly name = 'RateLimitedError';
  /** How long Jira asks to wait, in seconds, if it says so. */
  readonly retryAfterSeconds: number | undefined;
  constructor(request: string, retryAfterSeconds: number | undefined) {
    super(
      `${request}: Jira limits the rate of requests. Wait${retryAfterSeconds === undefined ? '' : ` ${retryAfterSeconds} s`}, then try again.`,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** An answer that Jira's session resource does not give: a page, a redirect, broken JSON, another status. */
export class UnexpectedResponseError extends JiraSessionError {
  override readonly name = 'UnexpectedResponseError';
  readonly status: number;
  constructor(request: string, status: number, what: string) {
    const perhaps =
      status === 403
        ? ' Perhaps this Jira refuses the session resource, as Jira 11 does (inferred): then use a personal access token.'
        : '';
    super(
      `${request}: an unexpected answer (${status}, ${what}).${perhaps} Check the base URL, and what is in front of Jira.`,
    );
    this.status = status;
  }
}

/** No answer came: the connection failed or took too long. */
export class NoResponseError extends JiraSessionError {
  override readonly name = 'NoResponseError';
  /** The system's code, such as `ECONNREFUSED` or `ECONNABORTED`. */
  readonly code: string;
  constructor(request: string, code: string) {
    super(`${request}: no answer (${code}). Check that Jira is running, and that the base URL is right.`);
    this.code = code;
  }
}
