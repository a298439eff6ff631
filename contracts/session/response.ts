/**
 * How Jira's answers are told apart. The client, the verification and the doctor all ask here, so that one answer means
 * the same to all of them.
 */

/**
 * The cookies that are a session: Server's and Data Center's, and Cloud's.
 * Source: Atlassian's "Cookie-based authentication" pages for Jira Server and for Jira Cloud (2017).
 */
export const SESSION_COOKIES = ['JSESSIONID', 'cloud.session.token'] as const;

/** The cookies of single sign-on that a browser may have instead. Source: seen in clients. */
const SIGN_ON_COOKIES = ['tenant.session.token', 'crowd.token_key'] as const;

/** The sessions in a `Cookie` header, or at the start of a `Set-Cookie` header, such as `JSESSIONID=6E34`. */
export function sessionsIn(cookies: string, names: Iterable<string> = SESSION_COOKIES): string[] {
  const known = new Set([...names].map((name) => name.toLowerCase()));
  return cookies
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => known.has(cookieNameOf(pair).toLowerCase()) && cookieValueOf(pair) !== '');
}

/** The sessions in what a person pasted from a browser: a cookie that stands alone is one, whatever its name is. */
export function pastedSessionsIn(cookies: string): string[] {
  const known = sessionsIn(cookies, [...SESSION_COOKIES, ...SIGN_ON_COOKIES]);
  return known.length === 0 && /^[^\s;,="]+=[^\s;]{4,}$/.test(cookies) ? [cookies] : known;
}

export function cookiePairOf(setCookie: string): string {
  return (setCookie.split(';')[0] ?? '').trim();
}

export function cookieNameOf(pair: string): string {
  return pair.slice(0, Math.max(pair.indexOf('='), 0)).trim();
}

/** The value of a cookie as it stands in a header, without its quotes. */
export function cookieValueOf(pair: string): string {
  return pair
    .slice(pair.indexOf('=') + 1)
    .trim()
    .replaceAll(/^["']|["']$/g, '');
}

/** An answer, as far as it is needed to tell its kind. Header names are in small letters. */
export interface ResponseParts {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export type Responder = 'jira' | 'in front' | 'unknown';

/** Recorded: on each answer of a Jira whose headers are known in full. */
const MARK = 'x-arequestid';

/** Headers that nothing but a Jira sets. Recorded. */
const JIRA_HEADERS = [
  MARK,
  'x-ausername',
  'x-aaccountid',
  'x-seraph-loginreason',
  'x-authentication-denied-reason',
];

/** The challenges of Jira's own log-ins. Recorded. */
const JIRA_CHALLENGES = /\bJIRA REST POST\b|\bOAuth realm=/i;

/** What Jira's refusals say, and nothing else does. Recorded. */
const JIRA_WORDS =
  /"errorMessages"\s*:|"status-code"\s*:|<status-code>|Client must be authenticated to access|Basic authentication (has been disabled|failure|with passwords)|Reason : AUTHENTICATION_DENIED|(Unauthorized|Forbidden) \(40[13]\)|os_authType was|XSRF check failed|Connect Session Auth Token/i;

/**
 * Tells who gave an answer, which is asked before what it says. A proxy may take Jira's headers away: that they are not
 * there says nothing, but a log-in that is not Jira's is asked for by something in front of it.
 */
export function whoResponded(response: ResponseParts): Responder {
  const { headers, text } = response;
  const isOfJira =
    JIRA_HEADERS.some((name) => headers[name] !== undefined) ||
    JIRA_CHALLENGES.test(headerIn(response, 'www-authenticate')) ||
    JIRA_WORDS.test(text);
  if (isOfJira) return 'jira';
  return isRefusal(response) && challengesIn(response).length > 0 ? 'in front' : 'unknown';
}

/** Whether an answer has the header that a Jira gives to all of its answers. */
export function isMarked({ headers }: Pick<ResponseParts, 'headers'>): boolean {
  return headers[MARK] !== undefined;
}

export function isRefusal({ status }: Pick<ResponseParts, 'status'>): boolean {
  return status === 401 || status === 403;
}

/** The kinds of log-in that an answer asks for, such as `Negotiate` and `NTLM`. */
export function challengesIn(response: ResponseParts): string[] {
  const parts = headerIn(response, 'www-authenticate').split(/,\s*/);
  return parts.flatMap((part) => /^([a-z][a-z\d-]{1,20})(?=\s|$)/i.exec(part)?.[1] ?? []);
}

/** Whether an answer is a page for a browser, however it begins: an XML prolog, a comment or a form. */
function isPage(response: ResponseParts): boolean {
  const { text } = response;
  if (text.trim() === '' || jsonIn(text) !== undefined) return false;
  return /^\s*</.test(text) || /\bhtml\b/i.test(headerIn(response, 'content-type'));
}

export type ResponseKind =
  | 'success'
  | 'page'
  | 'broken-json'
  | 'redirect'
  | 'not-authenticated'
  | 'captcha'
  | 'log-in-denied'
  | 'basic-off'
  | 'xsrf'
  | 'refused'
  | 'gone'
  | 'rate-limited'
  | 'unavailable'
  | 'server-error'
  | 'other';

/** Tells the kind of an answer. Sources of the rules: shared with the contract, `openapi.yaml`. */
export function kindOf(response: ResponseParts): ResponseKind {
  const { status, text } = response;
  if (status >= 200 && status < 300) {
    if (isOfNobody(response)) return 'not-authenticated';
    if (isPage(response)) return 'page';
    return text.trim() === '' || jsonIn(text) !== undefined ? 'success' : 'broken-json';
  }
  if (status >= 300 && status < 400) return 'redirect';
  // Cloudflare's, of a server behind it that it does not reach.
  if (status >= 520 && status <= 530) return 'unavailable';
  switch (status) {
    case 400:
      return isUnknownClient(text) ? 'not-authenticated' : 'other';
    case 401:
      return asksForCaptcha(response) ? 'captcha' : 'not-authenticated';
    case 403:
      return kindOfForbidden(response);
    case 404:
    case 410:
      return 'gone';
    case 429:
      return 'rate-limited';
    case 502:
    case 503:
    case 504:
    // Of a network that asks for a log-in of its own (RFC 6585).
    case 511:
      return 'unavailable';
    default:
      return status >= 500 ? 'server-error' : 'other';
  }
}

/** Whether credentials were not refused, and not taken either: the request went on as one of nobody. Recorded. */
export function isToNobody(response: ResponseParts): boolean {
  return headerIn(response, 'x-ausername') === 'anonymous' || hasFailed(response);
}

function hasFailed(response: ResponseParts): boolean {
  return /\bAUTHENTICATED_FAILED\b/.test(headerIn(response, 'x-seraph-loginreason'));
}

/**
 * Whether a success is one of nobody: wrong credentials were not refused, and the request went on without them. Recorded,
 * with an empty body on Server and with one on Cloud.
 */
function isOfNobody(response: ResponseParts): boolean {
  if (!hasFailed(response)) return false;
  const { name, session, accountId } = jsonObject(response.text) ?? {};
  return (name ?? session ?? accountId) === undefined;
}

/** Whether a token endpoint does not know the client. Source: RFC 6749, 5.2: a 400, if not a 401. */
function isUnknownClient(text: string): boolean {
  return jsonObject(text)?.error === 'invalid_client';
}

/** Atlassian documents both headers as the sign of a CAPTCHA. Recorded: the body says it too, as JSON or as a page. */
function asksForCaptcha(response: ResponseParts): boolean {
  const reason = headerIn(response, 'x-authentication-denied-reason');
  if (reason) return /^CAPTCHA_CHALLENGE\b/.test(reason);
  const words = `${headerIn(response, 'x-seraph-loginreason')} ${response.text}`;
  return /\bAUTHENTICATION_DENIED\b|"Login denied"/.test(words);
}

function kindOfForbidden(response: ResponseParts): ResponseKind {
  if (asksForCaptcha(response)) return 'captcha';
  const { text } = response;
  // Documented, of the header: the user may not use this Jira.
  const mayNot = /\bAUTHORI[SZ]ATION_FAILED\b/.test(headerIn(response, 'x-seraph-loginreason'));
  if (mayNot || headerIn(response, 'x-authentication-denied-reason')) return 'log-in-denied';
  if (/XSRF check failed/i.test(text)) return 'xsrf';
  // Recorded of Cloud: what it says of a token that it cannot read.
  if (/Connect Session Auth Token/.test(text)) return 'not-authenticated';
  const message = jsonObject(text)?.message;
  if (typeof message !== 'string') return 'other';
  return /basic auth/i.test(message) ? 'basic-off' : 'refused';
}

export function headerIn({ headers }: Pick<ResponseParts, 'headers'>, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** @returns undefined where there is no such place */
export function valueIn(json: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (outer, key) =>
      outer !== null && typeof outer === 'object'
        ? (outer as Record<string | number, unknown>)[key]
        : undefined,
    json,
  );
}

export function jsonObject(text: string): JsonObject | undefined {
  // Most of what is asked here is empty, and an error of the parser takes longer than all the rest.
  const value = /^\s*\{/.test(text) ? jsonIn(text) : undefined;
  return isJsonObject(value) ? value : undefined;
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
