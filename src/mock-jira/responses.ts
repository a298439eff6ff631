import { type WireResponse, wireResponse } from '../http/wire.ts';

type Headers = Readonly<Record<string, string | readonly string[]>>;

const JSON_TYPE = 'application/json;charset=UTF-8';
const NOT_AUTHENTICATED = 'You are not authenticated. Authentication required to perform this operation.';

export function refusal(): WireResponse {
  return json(401, { errorMessages: [NOT_AUTHENTICATED], errors: {} }, { 'X-AUSERNAME': 'anonymous' });
}

/** How a Jira refuses, on its other resources, a caller who is not logged in. Recorded: `message` on 10 and 11, `text` on Cloud since 2021. */
export function otherRefusal(form: 'errors' | 'message' | 'text', site: string): WireResponse {
  const message = 'Client must be authenticated to access this resource.';
  if (form === 'errors') return refusal();
  if (form === 'message') return json(401, { message, 'status-code': 401 }, { 'X-AUSERNAME': 'anonymous' });
  return page(401, { 'WWW-Authenticate': oAuthChallenge(site) }, message);
}

export function basicRefusal(site: string): WireResponse {
  const headers = { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' };
  return refusalPage(401, 'Unauthorized', 'Basic Authentication Failure', site, headers);
}

/** The answer to a token beside the cookie of a dead session: the cookie wins. Recorded: a page. */
export function deadCookieRefusal(site: string): WireResponse {
  const text = "os_authType was 'any' and an invalid cookie was sent.";
  return refusalPage(401, 'Unauthorized', text, site);
}

/** The headers of an answer to right and wrong passwords alike, while a CAPTCHA is pending. */
export function captchaHeaders(site: string): Readonly<Record<string, string>> {
  return {
    'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
    'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${site}/login.jsp`,
  };
}

export function basicCaptcha(site: string): WireResponse {
  const text = 'Basic Authentication Failure - Reason : AUTHENTICATION_DENIED';
  return refusalPage(403, 'Forbidden', text, site, captchaHeaders(site));
}

function refusalPage(status: number, title: string, text: string, site: string, headers: Headers = {}) {
  const all = { ...headers, 'WWW-Authenticate': oAuthChallenge(site) };
  return page(status, all, titled(`${title} (${status})`, text));
}

export function oAuthChallenge(site: string): string {
  return `OAuth realm="${encodeURIComponent(site)}"`;
}

/** What the gateway of Cloud says by itself, on every resource; undefined where it lets a request through. */
export function gatewayRefusal(
  authorization: string,
  isPassword: boolean,
  site: string,
): WireResponse | undefined {
  if (isPassword) {
    const text = 'Basic authentication with passwords is deprecated.';
    return wireResponse(401, { 'Content-Type': 'text/plain' }, text);
  }
  // Recorded: the name of the scheme is read as it is written.
  if (!authorization.startsWith('Bearer ')) return undefined;
  const looksLikeJwt = /^Bearer [\w-]+\.[\w-]+\./.test(authorization);
  if (looksLikeJwt) return otherRefusal('text', site);
  const body = '{"error": "Failed to parse Connect Session Auth Token"}';
  return wireResponse(403, { 'Content-Type': 'application/json' }, body);
}

export const kerberosRefusal = wireResponse(
  401,
  { 'WWW-Authenticate': 'Negotiate', 'Content-Type': 'text/html; charset=iso-8859-1' },
  titled('401 Unauthorized', 'Kerberos authentication failed.'),
);

const NOT_MOCKED = 'The mocked Jira has no answer to';

/**
 * The response to a request for something that the mocked Jira does not have.
 *
 * @param path below Jira's REST root; undefined for what is not there, of which a Jira answers with a page
 */
export function notMocked(method: string, path?: string): WireResponse {
  return path === undefined
    ? page(404, {}, titled('Not Found', `${NOT_MOCKED} this ${method}.`))
    : json(404, { errorMessages: [`${NOT_MOCKED} ${method} ${path}`], errors: {} });
}

export function isNotMocked({ status, body }: WireResponse): boolean {
  return status === 404 && body.includes(NOT_MOCKED);
}

export function json(status: number, body: object, headers: Headers = {}) {
  return wireResponse(status, { ...headers, 'Content-Type': JSON_TYPE }, JSON.stringify(body));
}

export function page(status: number, headers: Headers, html: string): WireResponse {
  return wireResponse(status, { 'Content-Type': 'text/html;charset=UTF-8', ...headers }, html);
}

export function titled(title: string, text = ''): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
}
