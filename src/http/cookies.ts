import { Cookie, CookieJar, domainMatch, pathMatch } from 'tough-cookie';
import { cookiePairOf } from '../../contracts/session/response.ts';
import type { Heeding } from '../../contracts/session/states.ts';
import { headerValuesIn } from '../authorization.ts';
import type { HttpRequest } from './http-client.ts';

/** A `Set-Cookie` value as a client reads it that heeds only this much of it. */
const heeded: Readonly<Record<Heeding, (setCookie: string) => string>> = {
  'every attribute': (setCookie) => setCookie,
  'Domain and expiry': (setCookie) => `${setCookie.replaceAll(/;\s*secure\s*(?=;|=|$)/gi, ';')}; Path=/`,
  'no attribute': (setCookie) => `${cookiePairOf(setCookie)}; Path=/`,
};

/** The `Cookie` header that a client sends after these `Set-Cookie` values. */
export function cookieHeaderFrom(
  setCookies: readonly string[],
  url: string,
  to = url,
  heeds: Heeding = 'every attribute',
): string {
  const prefixSecurity = heeds === 'every attribute' ? 'silent' : 'unsafe-disabled';
  // Browsers make an exception for Secure cookies of this machine itself; scripts do not.
  const jar = new CookieJar(undefined, { allowSecureOnLocal: false, prefixSecurity });
  for (const one of setCookies) jar.setCookieSync(heeded[heeds](one), url, { ignoreError: true });
  return jar.getCookieStringSync(to);
}

export function whyNotKept(
  setCookie: string,
  url: string,
  to = url,
  heeds: Heeding = 'every attribute',
): string | undefined {
  if (cookieHeaderFrom([setCookie], url, to, heeds) !== '') return undefined;
  const cookie = Cookie.parse(heeded[heeds](setCookie));
  if (!cookie) return 'it is not written as a cookie';
  const { protocol, hostname, pathname } = new URL(to);
  const { maxAge, expires, domain, path } = cookie;
  if ((cookie.expiryTime() ?? 0) <= Date.now()) {
    return maxAge === null
      ? `Expires=${expires instanceof Date ? expires.toUTCString() : expires}`
      : `Max-Age=${maxAge}`;
  }
  if (domain && !domainMatch(hostname, domain)) return `Domain=${domain}, but the host is ${hostname}`;
  if (!path?.startsWith('/') && to !== url) return `no Path, so it stays at ${new URL(url).pathname}`;
  if (path && !pathMatch(pathname, path)) return `Path=${path}, but the path is ${pathname}`;
  if (cookie.secure && protocol === 'http:') return 'Secure, but the base URL is plain http';
  return /^__(host|secure)-/i.test(cookie.key)
    ? `the name begins with ${cookie.key.split('-')[0]}-, but the cookie is not as this asks for`
    : `Domain=${domain}`;
}

export function cookieOf({ headers = {} }: HttpRequest): string {
  return headerValuesIn(headers, 'cookie').join('; ');
}

/** Whether a part of a `Set-Cookie` header is an attribute, and not the cookie itself (RFC 6265, section 5.2). */
export function isCookieAttribute(part: string): boolean {
  return /^\s*((path|domain|expires|max-age|samesite|priority)\s*=|(secure|httponly|partitioned)\s*$)/i.test(
    part,
  );
}
