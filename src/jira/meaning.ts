import { type DeploymentType, isSessionRequest, isTokenRequest } from '../../contracts/session/names.ts';
import {
  challengesIn,
  isRefusal,
  jsonIn,
  jsonObject,
  kindOf,
  whoResponded,
} from '../../contracts/session/response.ts';
import { credentialsIn } from '../authorization.ts';
import { type Finding, finding } from '../findings.ts';
import { askedWaitMs, type HttpRequest, type HttpResponse, RETRY_BUDGET_MS } from '../http/http-client.ts';
import { isCloudGateway } from '../settings/base-url.ts';

/** What is known of a Jira: what it says of itself, and what follows from that. */
export interface JiraFacts {
  readonly baseUrl: string;
  readonly title: string;
  readonly flavour: string;
  readonly version: string | undefined;
  /** Its own address, as it reports it. */
  readonly siteUrl: string | undefined;
  readonly deploymentType: DeploymentType | undefined;
  readonly personalAccessTokens: boolean | undefined;
  /** Whether it is of a version that has service accounts; undefined where that is not known. */
  readonly serviceAccounts: boolean | undefined;
  /** Whether its `serverInfo` does not say that it is a Jira: what is gone may then be the base URL's mistake. */
  readonly lacksServerInfo: boolean;
  /** Whether its answers have headers that only Jira sets: a refusal without them is then of something in front of it. */
  readonly marksResponses: boolean;
  /** Whether it is of a version that refuses log-ins at the session resource, or may do so. Inferred: Jira 11. */
  readonly mayRefuseLogIns: boolean;
}

export function isCloud({ deploymentType }: Pick<JiraFacts, 'deploymentType'>): boolean {
  return deploymentType === 'Cloud';
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What an undesired response of the session resource means; undefined if it merely differs. */
export function findingOf(
  request: Pick<HttpRequest, 'method' | 'path' | 'headers'>,
  response: HttpResponse,
  facts: JiraFacts,
  wasAccepted = false,
): Finding | undefined {
  const status = String(response.status);
  const kind = kindOf(response);
  const isOfSession = isSessionRequest(request.method, request.path);
  const isOfToken = isTokenRequest(request.method, request.path);
  const isOfBearer = credentialsIn(request)[0]?.in === 'bearer' && !isOfSession;
  switch (kind) {
    case 'rate-limited':
    case 'unavailable':
      return outOfService(request, response, facts);
    case 'gone':
      if (facts.lacksServerInfo) return finding('wrong-base-url', status);
      if (isOfToken) return finding('token-endpoint-not-there', status);
      return finding(isOfSession ? 'session-resource-gone' : 'myself-not-there', status);
    case 'refused':
      if (!facts.lacksServerInfo && !isOfSession)
        return wasAccepted ? finding('token-refused-elsewhere', status) : undefined;
      return finding(facts.lacksServerInfo ? 'wrong-base-url' : 'session-resource-refused', status);
    case 'xsrf':
      return finding('xsrf-refused', status);
    case 'broken-json': {
      const hasMark = jsonIn(response.text.replace(/^\uFEFF/, '')) !== undefined;
      return finding(hasMark ? 'byte-order-mark' : kind, status);
    }
    case 'basic-off':
    case 'server-error':
      return finding(kind, status);
    case 'page':
      return finding('page-instead-of-json', status);
    case 'redirect':
      return finding('redirected', `${status}${shownLocation(response)}`);
    case 'not-authenticated':
      if (isCloudLogIn(request, facts)) return finding('no-password-on-cloud', status);
      if (!wasAccepted) return undefined;
      if (isOfBearer) return finding('token-refused-elsewhere', status);
      if (facts.mayRefuseLogIns) return finding('session-resource-refused', status);
      return finding(isBasicBeyondAscii(request) ? 'basic-beyond-ascii' : 'refused-after-log-in', status);
    case 'other':
      return isOfToken && isScopeRefused(response) ? finding('scope-refused', status) : undefined;
    case 'success':
    case 'captcha':
    case 'log-in-denied':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** Source: RFC 6749, 5.2. */
function isScopeRefused({ text }: HttpResponse): boolean {
  return jsonObject(text)?.error === 'invalid_scope';
}

/** Whether a request has Basic credentials whose bytes a server may not read as UTF-8. */
function isBasicBeyondAscii(request: Pick<HttpRequest, 'path' | 'headers'>): boolean {
  return credentialsIn(request).some(
    ({ in: place, username = '', secret }) => place === 'basic' && isBeyondAscii(username + secret),
  );
}

export function isBeyondAscii(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text);
}

/** Whether a request logs in to Cloud with a password, which is refused whatever the password is. */
export function isCloudLogIn({ method }: { readonly method: string }, facts: JiraFacts): boolean {
  return method === 'POST' && isCloud(facts);
}

/** The finding that stops a run: Jira cannot be asked now, or something in front of it answers in its place. */
export function outOfService(
  request: { readonly method: string; readonly path: string },
  response: HttpResponse,
  { baseUrl, marksResponses }: Pick<JiraFacts, 'baseUrl' | 'marksResponses'>,
): Finding | undefined {
  const at = `${request.method} ${request.path}`;
  const kind = kindOf(response);
  if (kind === 'rate-limited' || kind === 'unavailable') {
    const waitMs = askedWaitMs(response) ?? 0;
    const asked =
      waitMs > 0
        ? `, asking to wait ${Math.ceil(waitMs / 1000)} s; a run waits ${RETRY_BUDGET_MS / 1000} s at most`
        : '';
    return finding(kind, `${response.status}${asked}`, at);
  }
  const who = whoResponded(response);
  // What is in front of Jira there is Atlassian's own gateway, which accepts the same tokens.
  if (who === 'in front' && !isCloudGateway(baseUrl))
    return finding('log-in-in-front', `${response.status}, ${challengesIn(response).join(', ')}`, at);
  const isUnmarked = marksResponses && who === 'unknown';
  if (isUnmarked && (isRefusal(response) || kind === 'gone'))
    return finding('refused-in-front', `${response.status}${quoted(response)}`, at);
  return redirectedBaseUrl(request, response, baseUrl);
}

/** In bytes: a longer response is not quoted, since a secret that was cut could not be found any more. */
const MAX_QUOTED = 300;

/** The words of a response, to follow its status; empty for a page, for a long text, and for none. */
export function quoted(response: HttpResponse): string {
  if (response.body.length > MAX_QUOTED) return '';
  const text = response.text.replaceAll(/\s*[\r\n]\s*/g, ' ').trim();
  return text === '' || text.startsWith('<') ? '' : `, with the text '${text}'`;
}

/** A request and its response, in words. */
export function toldResponse(sent: {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}): string {
  const { request, response } = sent;
  return `${request.method} ${request.path} was answered ${response.status}${quoted(response)}`;
}

export function locationOf({ status, headers: { location } }: HttpResponse): string | undefined {
  return status >= 300 && status < 400 && typeof location === 'string' ? location : undefined;
}

/** Where an answer redirects to the same resource below another base URL: over https, on another host, below a context path. */
function redirectedBaseUrl(
  { path }: { readonly path: string },
  response: HttpResponse,
  baseUrl: string,
): Finding | undefined {
  const location = locationOf(response);
  if (location === undefined || !URL.canParse(location, baseUrl + path)) return undefined;
  const { protocol, origin, pathname } = new URL(location, baseUrl + path);
  const there = pathname.replaceAll(/\/+/g, '/').replace(/\/$/, '');
  const resource = `/rest${path}`;
  if (!/^https?:$/.test(protocol) || !there.toLowerCase().endsWith(resource.toLowerCase())) return undefined;
  const right = `${origin}${there.slice(0, -resource.length)}/rest`;
  if (right === baseUrl) return undefined;
  return {
    ...finding('base-url-redirected', String(response.status)),
    own: { cure: `If ${right} is your Jira, set the base URL to that.` },
  };
}

/** Where a response redirects to, to follow its status, without possible secrets: a query, and Tomcat's `;jsessionid=`. */
function shownLocation(response: HttpResponse): string {
  const location = locationOf(response);
  return location === undefined ? '' : ` to ${location.replace(/[;?#].*$/s, '')}`;
}
