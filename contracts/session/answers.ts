/**
 * How Jira's answers are told apart. The client, the verification and the doctor all ask here, so that one answer means
 * the same to all of them.
 */

/**
 * The cookies that are a session: Server's and Data Center's, and Cloud's.
 * Source: Atlassian's "Cookie-based authentication" pages for Jira Server and for Jira Cloud (2017).
 */
export const SESSION_COOKIES = ['JSESSIONID', 'cloud.session.token'] as const;

/**
 * The session in a `Cookie` header, or at the start of a `Set-Cookie` header.
 *
 * @returns such as `JSESSIONID=6E34`; undefined where no cookie of it is a session
 */
export function sessionIn(cookies: string): string | undefined {
  return cookies
    .split(/;\s*/)
    .find((pair) =>
      SESSION_COOKIES.some((name) => pair.startsWith(`${name}=`) && pair.length > name.length + 1),
    );
}

/** An answer, as far as it is needed to tell its kind. Header names are in small letters. */
export interface AnswerParts {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What an answer is, whatever was asked. */
export type AnswerKind =
  | 'success'
  | 'page'
  | 'broken-json'
  | 'redirect'
  | 'not-authenticated'
  | 'captcha'
  | 'log-in-denied'
  | 'basic-off'
  | 'refused'
  | 'gone'
  | 'rate-limited'
  | 'unavailable'
  | 'server-error'
  | 'other';

/** Tells the kind of an answer. Sources of the rules: shared with the contract, `openapi.yaml`. */
export function kindOf(answer: AnswerParts): AnswerKind {
  const { status, text } = answer;
  if (status >= 200 && status < 300) {
    if (/^\s*<(!doctype|html)/i.test(text)) return 'page';
    return text.trim() === '' || parseJson(text) !== undefined ? 'success' : 'broken-json';
  }
  if (status >= 300 && status < 400) return 'redirect';
  switch (status) {
    case 401:
      return 'not-authenticated';
    case 403:
      return kindOfForbidden(answer);
    case 404:
    case 410:
      return 'gone';
    case 429:
      return 'rate-limited';
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    default:
      return status >= 500 ? 'server-error' : 'other';
  }
}

function kindOfForbidden({ headers, text }: AnswerParts): AnswerKind {
  const reason = headers['x-authentication-denied-reason'];
  if (typeof reason === 'string') return /^CAPTCHA_CHALLENGE\b/.test(reason) ? 'captcha' : 'log-in-denied';
  const message = jsonObject(text)?.message;
  if (typeof message !== 'string') return 'other';
  return /basic auth/i.test(message) ? 'basic-off' : 'refused';
}

/** The JSON object that a text is; undefined where it is none. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  // Most of what is asked here is empty, and an error of the parser takes longer than all the rest.
  const value = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
