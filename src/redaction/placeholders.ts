import { jsonObject } from '../../contracts/session/response.ts';
import { formFieldsIn } from '../authorization.ts';
import { isCookieAttribute } from '../http/cookies.ts';
import { REDACTED } from './encodings.ts';

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

/** A cookie without its value. The attributes of `Set-Cookie` are no secrets. */
function cookieWithoutSecret(part: string): string {
  if (isCookieAttribute(part)) return part;
  const [, start = ''] = /^(\s*(?:[^\s="]+=)?)/.exec(part) ?? [];
  return start + REDACTED;
}

export function bodyWithoutSecret(body: string): string {
  return withPlaceholders(body, (username) => username);
}

/** The body of a request that people may copy: sent unchanged, it is no wrong password for any account of theirs. */
export function bodyOfNobody(body: string): string {
  return withPlaceholders(body, () => '[user name]');
}

function withPlaceholders(body: string, shown: (username: unknown) => unknown): string {
  const json = jsonObject(body);
  const fields = json ? Object.entries(json) : formFieldsIn(body);
  if (!fields) return '[a body that is no JSON object and no form]';
  const all = fields.map(([name, value]) => {
    const isPublic = !json && ['grant_type', 'scope'].includes(name);
    const isName = name === 'username' || (!json && name === 'client_id');
    return [name, isPublic ? value : isName ? shown(value) : REDACTED];
  });
  return json ? JSON.stringify(Object.fromEntries(all)) : all.map((field) => field.join('=')).join('&');
}
