import { jsonObject } from '../../contracts/session/response.ts';
import { isCookieAttribute } from '../http/cookies.ts';

const REDACTED = '[redacted]';

export function headerWithoutSecret(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return value.replace(/^(\s*\S+\s+)?[\s\S]*$/, `$1${REDACTED}`);
    case 'cookie':
    case 'set-cookie':
      return value.split(';').map(cookieWithoutSecret).join(';');
    default:
      return value;
  }
}

/** A cookie with its name alone, which it may not have; what says how it is kept is no secret. */
function cookieWithoutSecret(part: string): string {
  if (isCookieAttribute(part)) return part;
  const [, start = ''] = /^(\s*(?:[^\s="]+=)?)/.exec(part) ?? [];
  return start + REDACTED;
}

/** The body of a request with placeholders in place of its secrets: everything but the user's name is secret. */
export function bodyWithoutSecret(body: string): string {
  return withPlaceholders(body, (username) => username);
}

/** The body of a request that somebody may copy: sent as it is, it is a wrong password for no account of theirs. */
export function bodyOfNobody(body: string): string {
  return withPlaceholders(body, () => '[user name]');
}

function withPlaceholders(body: string, shown: (username: unknown) => unknown): string {
  const json = jsonObject(body);
  if (!json) return '[a body that is no JSON object]';
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name, name === 'username' ? shown(value) : REDACTED]),
    ),
  );
}
