import type { components } from '../../../contracts/session/openapi.ts';
import { type WireAnswer, wireAnswer } from '../../http/wire.ts';

type Schemas = components['schemas'];
export type Body = Schemas['AuthSuccess' | 'CurrentUser' | 'Errors' | 'Message'] | ServerInfo | Myself;

/** What serverInfo tells. */
interface ServerInfo {
  readonly baseUrl: string;
  readonly version: string;
  readonly versionNumbers: readonly number[];
  readonly deploymentType?: string;
  readonly serverTitle: string;
}

/** What `myself` tells. Documented: Atlassian's REST references of Jira Data Center and Cloud. */
interface Myself {
  readonly self: string;
  readonly key?: string;
  readonly name?: string;
  readonly accountId?: string;
  readonly emailAddress: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly timeZone: string;
  readonly locale: string;
}

const JSON_TYPE = 'application/json;charset=UTF-8';
const NOT_AUTHENTICATED = 'You are not authenticated. Authentication required to perform this operation.';

/** The answer to GET and DELETE without a session. */
export function refusal(): WireAnswer {
  return json(401, { errorMessages: [NOT_AUTHENTICATED], errors: {} }, { 'X-AUSERNAME': 'anonymous' });
}

/** The answer to wrong Basic credentials: a page. */
export function basicRefusal(site: string): WireAnswer {
  return wireAnswer(
    401,
    {
      'Content-Type': 'text/html;charset=UTF-8',
      'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
      'WWW-Authenticate': `OAuth realm="${encodeURIComponent(site)}"`,
    },
    '<html><head><title>Unauthorized (401)</title></head><body>Basic Authentication Failure</body></html>',
  );
}

export function json(status: number, body: Body, headers: Readonly<Record<string, string | string[]>> = {}) {
  return wireAnswer(status, { ...headers, 'Content-Type': JSON_TYPE }, JSON.stringify(body));
}
