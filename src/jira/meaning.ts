import { kindOf } from '../../contracts/session/answers.ts';
import { isSessionRequest } from '../../contracts/session/names.ts';
import { type Finding, finding } from '../findings.ts';
import { type HttpAnswer, RETRY_BUDGET_MS } from '../http/http-client.ts';

/** `Server`: a Jira of one's own, a Data Center too. */
export type DeploymentType = 'Server' | 'Cloud';

/** What is known of a Jira, which decides what its answers mean. */
export interface JiraFacts {
  /** What it is called in a sentence. */
  readonly title: string;
  /** Undefined where it does not say. */
  readonly deploymentType: DeploymentType | undefined;
  /** Whether there are any; undefined where that is not known. */
  readonly personalAccessTokens: boolean | undefined;
  /** Whether its `serverInfo` does not say that it is a Jira: what is gone may then be the base URL's mistake. */
  readonly lacksServerInfo: boolean;
}

/** Whether a Jira, live or mocked, is one of Cloud. */
export function isCloud({ deploymentType }: Pick<JiraFacts, 'deploymentType'>): boolean {
  return deploymentType === 'Cloud';
}

/** The kind of an answer as it came from a Jira. */
export function kindOfAnswer({ status, headers, body }: HttpAnswer) {
  return kindOf({ status, headers, text: body.toString() });
}

/**
 * What an answer of the session resource means that is not the one that was hoped for. The verification and the doctor
 * both ask here.
 *
 * @param request such as `GET /auth/1/session`
 * @param wasAccepted whether the credentials that the request had were taken before
 * @returns undefined where nothing more is known than that it differs
 */
export function findingOf(
  request: { readonly method: string; readonly path: string },
  answer: HttpAnswer,
  facts: JiraFacts,
  wasAccepted = false,
): Finding | undefined {
  const status = String(answer.status);
  const kind = kindOfAnswer(answer);
  switch (kind) {
    case 'rate-limited':
    case 'unavailable':
      return outOfService(request, answer);
    case 'gone':
      if (!isSessionRequest(request.method, request.path)) return finding('myself-not-there', status);
      if (facts.lacksServerInfo) return finding('wrong-base-url', status);
      return finding('session-resource-gone', status);
    case 'refused':
      return finding(facts.lacksServerInfo ? 'wrong-base-url' : 'session-resource-refused', status);
    case 'basic-off':
    case 'server-error':
    case 'broken-json':
      return finding(kind, status);
    case 'page':
      return finding('page-instead-of-json', status);
    case 'redirect': {
      const { location } = answer.headers;
      return finding(
        'redirected',
        typeof location === 'string' ? `${status} to ${withoutSecrets(location)}` : status,
      );
    }
    case 'not-authenticated':
      if (isCloudLogIn(request, facts)) return finding('no-password-on-cloud', status);
      return wasAccepted ? finding('refused-after-log-in', status) : undefined;
    case 'success':
    case 'captcha':
    case 'log-in-denied':
    case 'other':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** A `Location` without what may be a secret in it: its query, and a session behind a `;` (Tomcat's `;jsessionid=`). */
function withoutSecrets(location: string): string {
  return location.replace(/[;?#].*$/s, '');
}

/** Whether a request logs in to Cloud with a password, which is refused whatever the password is. */
export function isCloudLogIn({ method }: { readonly method: string }, facts: JiraFacts): boolean {
  return method === 'POST' && isCloud(facts);
}

/** The finding that stops a run: whoever gave the answer says that Jira cannot be asked now. */
export function outOfService(
  request: { readonly method: string; readonly path: string },
  answer: HttpAnswer,
): Finding | undefined {
  const kind = kindOfAnswer(answer);
  if (kind !== 'rate-limited' && kind !== 'unavailable') return undefined;
  const wait = String(answer.headers['retry-after'] ?? '');
  const asked = /^\d{1,9}$/.test(wait)
    ? `, asking to wait ${wait} s; a run waits ${RETRY_BUDGET_MS / 1000} s at most`
    : '';
  return finding(kind, `${answer.status}${asked}`, `${request.method} ${request.path}`);
}
