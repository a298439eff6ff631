import { InputError } from '../errors.ts';
import { SET_GATEWAY } from '../finding-texts.ts';
import { isLoopback } from '../loopback.ts';
import type { Credentials } from './credentials.ts';

const EXAMPLE = 'such as https://jira.example.com/rest';

/** Where the pages of a Jira begin below its site. Source: the addresses that a browser shows on Jira 7 to 10. */
const PAGES =
  /\/(secure|browse|projects|issues|plugins|servicedesk|login\.jsp|login|dashboard|auth)(\/|$).*$/i;

/**
 * Where a token with scopes works, as a service account of Cloud has it, and nothing else does.
 * Source: Atlassian's "Understand service accounts" and "Manage API tokens".
 */
const GATEWAY = /\/ex\/jira\/[\w-]{8,}\/rest$/;

export function isCloudGateway(baseUrl: string): boolean {
  return GATEWAY.test(baseUrl);
}

export function parseBaseUrl(text: string, called = 'The base URL'): string {
  if (!URL.canParse(text)) throw new InputError(`${called} is not a URL: give one ${EXAMPLE}.`);
  const url = new URL(text);
  if (url.username || url.password) {
    throw new InputError(`${called} has credentials in it: put them into JIRA_USERNAME and JIRA_PASSWORD.`);
  }
  if (!/^https?:$/.test(url.protocol)) {
    throw new InputError(`${called} is not http or https (${url.protocol}): give one ${EXAMPLE}.`);
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (!path.endsWith('/rest')) {
    throw new InputError(
      `${called} has to end in /rest, Jira's REST root: did you mean ${restRootOf(text)}?`,
    );
  }
  if (url.hostname === 'api.atlassian.com' && !isCloudGateway(path)) {
    throw new InputError(`${called} names no Jira at api.atlassian.com: ${SET_GATEWAY}`);
  }
  if (url.search || url.hash) {
    throw new InputError(`${called} has a query or a fragment in it: give one ${EXAMPLE}.`);
  }
  return `${url.origin}${path}`;
}

/** The REST root that most likely belongs to the address of a page or a resource. */
export function restRootOf(text: string): string {
  const { origin, pathname } = new URL(text);
  const resource = /^(.*?\/rest)(\/|$)/.exec(pathname)?.[1];
  if (resource) return origin + resource;
  const site = pathname
    .replace(PAGES, '')
    .replace(/\/[^/]*\.jspa?$/i, '')
    .replace(/\/+$/, '');
  return `${origin}${site}/rest`;
}

export function refusePlainHttp(baseUrl: string, credentials: Credentials, allowance = '--allow-http'): void {
  if (baseUrl.startsWith('https:') || isLoopback(baseUrl) || Object.keys(credentials).length === 0) return;
  throw new InputError(
    `The base URL is plain http, so anybody on the network can read the password: use https, or ${allowance} if there is no other way.`,
  );
}
