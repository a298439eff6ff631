import { isJsonObject } from '../../contracts/session/response.ts';
import { SAYINGS } from '../../contracts/session/sayings.ts';
import { literal } from '../text.ts';

/** The placeholders for values, and for unknown names. */
const FORMS = [
  ...['(address)', '(another)', '(broken JSON)', '(date)', '(deeper)', '(number)', '(page)', '(text)'],
  '(true or false)',
];

/** Names that may be kept, but none of their values. */
const withoutWords = (names: string) =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, []] as const),
  );

/** Each header whose name may be kept, with the words that may be kept of its value. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  ...withoutWords(`
    allow atl-request-id atl-traceid cache-control cf-ray connection content-length content-language
    content-security-policy date expires keep-alive pragma vary via referrer-policy retry-after
    strict-transport-security transfer-encoding x-aaccountid x-anodeid x-arequestid x-asen x-asessionid
    x-atenant-id x-cache x-xss-protection x-content-type-options x-frame-options x-ratelimit-fillrate
    x-ratelimit-interval-seconds x-ratelimit-limit x-ratelimit-remaining
  `),
  'content-type': ['application/json', 'text/html', 'text/plain', 'charset', 'UTF-8', 'utf-8', 'ISO-8859-1'],
  location: ['login.jsp'],
  server: [
    'Apache',
    'Apache-Coyote',
    'AtlassianEdge',
    'AtlassianProxy',
    'cloudflare',
    'Microsoft-IIS',
    'nginx',
  ],
  'www-authenticate': ['Basic', 'Bearer', 'Digest', 'JIRA REST POST', 'NTLM', 'Negotiate', 'OAuth', 'realm'],
  'x-ausername': ['anonymous'],
  'x-authentication-denied-reason': ['CAPTCHA_CHALLENGE', 'login-url', 'login.jsp'],
  'x-seraph-loginreason': [
    'AUTHENTICATED_FAILED',
    'AUTHENTICATION_DENIED',
    'AUTHORISATION_FAILED',
    'OK',
    'OUT',
  ],
};

const COOKIES = new Set([
  ...['AWSALB', 'AWSALBCORS', 'JSESSIONID', '__VCAP_ID__', 'atlassian.xsrf.token', 'cloud.session.token'],
  ...['crowd.token_key', 'seraph.rememberme.cookie', 'studio.crowd.tokenkey', 'tenant.session.token'],
]);

const WORDS_OF_ERRORS = [
  ...SAYINGS,
  ...['invalid_client', 'invalid_grant', 'invalid_request', 'invalid_scope', 'unauthorized_client'],
];

/** Each field whose name may be kept, with the words that may be kept of its value. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  ...withoutWords(`
    access_token accountId accountType active applicationRoles avatarUrls baseUrl buildDate buildNumber
    buildPartnerName createdAt created_at defaultLocale deleted displayName displayUrl emailAddress expand
    expires_in expiringAt failedLoginCount groups healthChecks id items key lastAccessedAt
    lastFailedLoginTime locale loginCount loginInfo name password previousLoginTime refresh_token scmInfo
    scope self serverId serverTime serverTimeZone serverTitle session size status status-code timeZone type
    username value version versionNumbers
  `),
  deploymentType: ['Cloud', 'Server'],
  error: WORDS_OF_ERRORS,
  errorMessages: WORDS_OF_ERRORS,
  error_description: WORDS_OF_ERRORS,
  errors: WORDS_OF_ERRORS,
  message: WORDS_OF_ERRORS,
  reason: WORDS_OF_ERRORS,
  title: WORDS_OF_ERRORS,
  token_type: ['Bearer', 'bearer'],
};

/** Deeper than any body of the contract, and more forms of one list than any has. */
const MAX_LEVELS = 8;
const MAX_FORMS = 5;

/** The form of a text: the words in it that may be kept, and what kind of value the rest is. The form of a form is itself. */
export function formOfText(text: string, words: readonly string[]): string {
  const found = new Set<string>();
  const rest = text.replaceAll(wordsPattern(words), (word) => {
    found.add(word);
    return ' ';
  });
  const isRest = /[\p{L}\p{N}\p{S}\p{C}]/u.test(rest.replaceAll(/[\s=<>]/g, ''));
  if (isRest) found.add(formOfWord(text.trim()));
  return [...found].join(' ');
}

function wordsPattern(words: readonly string[]): RegExp {
  // The longest first, since one may be the beginning of another.
  const all = [...FORMS, ...words].toSorted((a, b) => b.length - a.length).map(literal);
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${all.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
}

function formOfWord(text: string): string {
  if (/^-?[\d.]+$/.test(text)) return '(number)';
  if (/^https?:\/\/\S+$/i.test(text)) return '(address)';
  return /^(\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)|\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT)$/.test(text)
    ? '(date)'
    : '(text)';
}

/** The form of a header: its name if it is known, and what is known of its value. */
export function formOfHeader(name: string, value: string): [name: string, form: string] {
  const words = Object.hasOwn(HEADERS, name) ? HEADERS[name] : undefined;
  return words ? [name, formOfText(value, words)] : ['(another)', '(text)'];
}

export function formOfCookieName(name: string): string {
  return COOKIES.has(name) ? name : '(another)';
}

/** The form of a body that is no JSON. */
export function formOfPage(text: string): string {
  const form = formOfText(text, SAYINGS);
  return /^\s*</.test(text) ? ['(page)', form].filter(Boolean).join(' ') : form;
}

/** The form of JSON: the fields that are known, and the forms of what stands in them. */
export function formOfJson(value: unknown, words: readonly string[] = [], level = 0): unknown {
  if (typeof value === 'string') return formOfText(value, words);
  if (typeof value === 'number') return '(number)';
  if (typeof value === 'boolean') return '(true or false)';
  if (value === null || level === MAX_LEVELS) return value === null ? null : '(deeper)';
  if (Array.isArray(value)) {
    const forms = value.map((one) => JSON.stringify(formOfJson(one, words, level + 1)));
    return [...new Set(forms)].slice(0, MAX_FORMS).map((form) => JSON.parse(form));
  }
  if (!isJsonObject(value)) return '(text)';
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const own = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
      // An unknown field, such as one of `errors`, may hold what its parent may hold.
      return [own ? name : '(another)', formOfJson(one, own ?? words, level + 1)];
    }),
  );
}
