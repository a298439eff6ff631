import { type Finding, finding } from '../findings.ts';
import type { HttpResponse } from '../http/http-client.ts';

export function locationOf({ status, headers: { location } }: HttpResponse): string | undefined {
  return status >= 300 && status < 400 && typeof location === 'string' ? location : undefined;
}

/** Where an answer redirects to the same resource below another base URL: over https, on another host, below a context path. */
export function redirectedBaseUrl(
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
    cure: `If ${right} is your Jira, set the base URL to that.`,
  };
}

/** Where a response leads, behind its status, without what may be a secret: a query, and Tomcat's `;jsessionid=`. */
export function shownLocation(response: HttpResponse): string {
  const location = locationOf(response);
  return location === undefined ? '' : ` to ${location.replace(/[;?#].*$/s, '')}`;
}
