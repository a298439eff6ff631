import { CookieJar } from 'tough-cookie';
import { sessionIn } from '../../contracts/session/answers.ts';

/**
 * The `Cookie` header that a client sends after these `Set-Cookie` values.
 *
 * @param setCookies as they came, in any order; one that is no cookie is left out
 * @param url of the answer that had them
 */
export function cookieHeaderFrom(setCookies: readonly string[], url: string): string {
  const jar = new CookieJar();
  for (const setCookie of setCookies) jar.setCookieSync(setCookie, url, { ignoreError: true });
  return jar.getCookieStringSync(url);
}

/** Whether a `Cookie` header has a session in it. */
export function hasSession(cookieHeader: string): boolean {
  return sessionIn(cookieHeader) !== undefined;
}

/** The session cookie that a `Set-Cookie` value sets, such as `JSESSIONID=6E34`; undefined for any other cookie. */
export function sessionSetBy(setCookie: string): string | undefined {
  return sessionIn(setCookie.split(';')[0] ?? '');
}

/** Whether a part of a `Set-Cookie` header is an attribute, and not the cookie itself (RFC 6265, section 5.2). */
export function isCookieAttribute(part: string): boolean {
  return /^\s*((path|domain|expires|max-age|samesite|priority)\s*=|(secure|httponly|partitioned)\s*$)/i.test(
    part,
  );
}
