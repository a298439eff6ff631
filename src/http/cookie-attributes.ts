/** Whether a part of a `Set-Cookie` header is an attribute, and not the cookie itself (RFC 6265, section 5.2). */
export function isCookieAttribute(part: string): boolean {
  return /^\s*((path|domain|expires|max-age|samesite|priority)\s*=|(secure|httponly|partitioned)\s*$)/i.test(
    part,
  );
}
